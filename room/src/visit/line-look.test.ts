import { createSetClock } from '@anteroom/ui/ground/testing/set-clock.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { lookAtLine } from './line-look.ts'

let end = new AbortController()
afterEach(() => {
  end.abort()
  end = new AbortController()
  vi.unstubAllGlobals()
})

function setUp(line: { isUp: boolean; answers?: boolean; isWanted?: boolean }) {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  const clock = createSetClock()
  const asked = vi.fn(async () => line.answers ?? true)
  const connectAgain = vi.fn()
  lookAtLine({
    isWanted: () => line.isWanted ?? true,
    isUp: () => line.isUp,
    isAnswered: asked,
    connectAgain,
    clock,
    until: end.signal,
  })
  async function happens(event: Event) {
    page.dispatchEvent(event)
    await clock.pass(0)
  }
  return {
    clock,
    page,
    asked,
    connectAgain,
    comeBack: () => happens(new Event('visibilitychange')),
    beRestored: () => happens(Object.assign(new Event('pageshow'), { persisted: true })),
    changeNetwork: () => happens(new Event('online')),
  }
}

test('a line that is down is made again at once when somebody comes back to the page', async () => {
  const { comeBack, beRestored, changeNetwork, connectAgain } = setUp({ isUp: false })
  await comeBack()
  await beRestored()
  await changeNetwork()
  expect(connectAgain).toHaveBeenCalledTimes(3)
})

test('a line that nobody answers on is made again, although it seems to be up', async () => {
  const { comeBack, asked, connectAgain } = setUp({ isUp: true, answers: false })
  await comeBack()
  expect(asked).toHaveBeenCalledOnce()
  expect(connectAgain).toHaveBeenCalledOnce()
})

test('a line that is well stays, and is asked once in a while only', async () => {
  const { clock, comeBack, asked, connectAgain } = setUp({ isUp: true })
  await comeBack()
  await comeBack()
  expect(asked).toHaveBeenCalledOnce()
  await clock.pass(6_000)
  await comeBack()
  expect(asked).toHaveBeenCalledTimes(2)
  expect(connectAgain).not.toHaveBeenCalled()
})

test('a page that goes away looks at nothing, and neither does one whose place is taken', async () => {
  const { page, comeBack, asked } = setUp({ isUp: true })
  page.visibilityState = 'hidden'
  await comeBack()
  expect(asked).not.toHaveBeenCalled()
  const taken = setUp({ isUp: false, isWanted: false })
  await taken.comeBack()
  expect(taken.connectAgain).not.toHaveBeenCalled()
})
