import { expect, onTestFinished, test } from 'vitest'
import { createOwnPicture } from '../src/screens/own-picture.tsx'
import { draw } from './support/draw.ts'
import { button, heading } from './support/screen.ts'
import { guestsCall, viewOf, waiting } from './support/view.ts'

const ownPictures = () => [...document.querySelectorAll<HTMLVideoElement>('video[data-self]')]

/** Whether it is where somebody can see it. */
const isShown = (video: HTMLVideoElement) => video.offsetWidth > 40

test('one’s own picture is one element from the precall over the waiting room into the call, and plays on', async () => {
  const { server } = await draw(viewOf())
  await expect.poll(() => ownPictures().map((video) => !video.paused && video.videoWidth > 0)).toEqual([true])
  const [picture] = ownPictures()
  const stream = picture?.srcObject
  let pauses = 0
  picture?.addEventListener('pause', () => pauses++)
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
  expect(ownPictures().map((video) => video === picture && isShown(video))).toEqual([true])
  server.set(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.poll(() => ownPictures().map((video) => video === picture && isShown(video))).toEqual([true])
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('Dr Maria Vega is not here yet')
  expect(ownPictures()[0] === picture && picture?.srcObject === stream).toBe(true)
  expect(pauses).toBe(0)
})

test('the picture of another camera plays where that of the one before did', async () => {
  const place = document.createElement('div')
  place.style.cssText = 'width:320px;height:240px'
  document.body.append(place)
  onTestFinished(() => place.remove())
  const picture = createOwnPicture()
  for (const colour of ['teal', 'maroon']) {
    const canvas = document.createElement('canvas')
    const drawing = canvas.getContext('2d')
    if (drawing) drawing.fillStyle = colour
    const timer = setInterval(() => drawing?.fillRect(0, 0, 300, 150), 50)
    onTestFinished(() => clearInterval(timer))
    const [track] = canvas.captureStream().getTracks()
    if (!track) throw new Error('There is nothing to show')
    picture.show(place, { track })
    const video = place.querySelector('video')
    await expect.poll(() => video?.paused === false && video.videoWidth > 0).toBe(true)
  }
})
