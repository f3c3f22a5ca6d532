import { expect, test } from 'vitest'
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
  await expect.element(heading()).toHaveTextContent('You are in the waiting room')
  expect(ownPictures().map((video) => video === picture && isShown(video))).toEqual([true])
  server.set(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  await expect.poll(() => ownPictures().map((video) => video === picture && isShown(video))).toEqual([true])
  server.set(viewOf({ phase: waiting }))
  await expect.element(heading()).toHaveTextContent('You are in the waiting room')
  expect(ownPictures()[0] === picture && picture?.srcObject === stream).toBe(true)
  expect(pauses).toBe(0)
})
