import { cp } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type Api, connect } from './support/api.ts'
import { canInstall, install } from './support/installation.ts'
import { open, type Person } from './support/person.ts'
import { lastRelease, unpackCommit, unpackThis, type Version } from './support/versions.ts'

const assets = 'room/dist/assets'
const released = lastRelease()
test.skip(!released, 'This clone has no history, so what was released last is not known.')
test.skip(!canInstall, 'The port is kept open by systemd-socket-activate, which this machine does not have.')

let [before, now]: Version[] = []

// Takes long: the room of the last release is built.
test.beforeAll(async () => {
  test.setTimeout(240_000)
  before = await unpackCommit(released ?? '')
  now = await unpackThis()
  // As the documents say: what open pages have not fetched so far.
  await cp(path.join(before.folder, assets), path.join(now.folder, assets), { recursive: true, force: false })
})

test.afterAll(async () => {
  await before?.remove()
  await now?.remove()
})

// Takes long: the product is started three times, and three browsers are in a call meanwhile.
test('from the last release to this version and back, in a call and while bookings come in: nothing fails, nobody leaves', async ({
  browser,
}) => {
  if (!before || !now) throw new Error('There is nothing to go from or to')
  await using made = new AsyncDisposableStack()
  const product = await install(before.folder)
  made.defer(product.close)

  const api = await connect(product.demo)
  const session = await api.book({
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const [host, ana] = [await open(browser, session.url('Dr Vega')), await open(browser, session.url('Ana'))]
  const people = [host, ana]
  for (const person of people) made.defer(person.close)
  const left = people.map(watchLeaving)
  for (const person of people) await person.join()
  await host.button('Let in Ana').click()
  await seeEachOther(people)

  const bookings = keepBooking(api)
  await bookings.more()
  await product.update(now.folder)
  await bookings.more()
  await seeEachOther(people)
  // Pages of the last release go on: with what they have, and with what they fetch only now.
  await host.button(/^Chat/).click()
  await host.page.getByRole('textbox', { name: 'Message' }).fill('Are you still there?')
  await host.page.keyboard.press('Enter')
  await expect(ana.page.getByText('Are you still there?').first()).toBeVisible()
  // Who comes now has a page of this version, and is let in by one of the last.
  const tom = await open(browser, session.url('Tom'))
  made.defer(tom.close)
  left.push(watchLeaving(tom))
  await tom.join()
  await host.button('Let in Tom').click()
  await seeEachOther([host, ana, tom])

  await product.update(before.folder)
  await bookings.more()
  await seeEachOther([host, ana, tom])
  await host.button(/^People/).click()
  await host.button('Lock room').click()
  await expect(host.page.getByText('Locked', { exact: true })).toBeVisible()

  const { failed, booked } = await bookings.stop()
  expect(failed).toEqual([])
  for (const session_id of booked) {
    const { data } = await api.client.GET('/v1/sessions/{session_id}', { params: { path: { session_id } } })
    expect(data).toMatchObject({ session_id })
  }
  expect(left.map((count) => count())).toEqual([0, 0, 0])
})

/** How often the page was loaded again since. */
function watchLeaving({ page }: Person) {
  let count = 0
  page.on('load', () => count++)
  return () => count
}

async function seeEachOther(people: readonly Person[]) {
  await Promise.all(people.map((person) => person.hasSeen(people.length - 1)))
}

/** Books one session after the other, each over a connection of its own; what failed is kept. */
function keepBooking(api: Api) {
  const failed: string[] = []
  const booked: string[] = []
  let isEnough = false
  const ended = (async () => {
    while (!isEnough) {
      try {
        booked.push((await api.book({ name: 'Meanwhile' })).session_id)
      } catch (error) {
        failed.push(String(error))
      }
    }
  })()
  return {
    /** Until some more were booked from now on. */
    async more() {
      const before = booked.length
      await expect.poll(() => booked.length, { timeout: 60_000 }).toBeGreaterThan(before + 3)
    },
    async stop() {
      isEnough = true
      await ended
      return { failed, booked }
    },
  }
}
