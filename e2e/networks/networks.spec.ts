import { createHmac } from 'node:crypto'
import { expect } from '@playwright/test'
import { askRelay, iceServersOf, longestGapMs, toldOfTheOther, watchGaps, waysOf } from './lines.ts'
import { byRelay, direct, everything, expectWay, meet, nothingButWebPages, seeAndHear } from './meeting.ts'
import { whyNotPossible } from './possible.ts'
import { test } from './test.ts'
import { addressesOf } from './wires.ts'

const reason = whyNotPossible()
test.skip(reason !== null, `No networks can be made here: ${reason}`)
test.describe.configure({ timeout: 60_000 })

test.beforeEach(({ network }) => {
  network.setFirewall('home', everything)
  network.setFirewall('clinic', everything)
  network.front.setWebSockets('passed on')
})

test('two routers that nobody gets through unasked: pictures and sound go directly all the same', async ({
  network,
  visitFrom,
}) => {
  const { doctor, patient } = await meet({ network, visitFrom })
  await seeAndHear(doctor, patient)
  await expectWay(doctor, direct)
  await expectWay(patient, direct)
})

for (const { protocol, ways } of [
  { protocol: 'udp', ways: ['udp dport 3478', 'tcp dport 3478'] },
  { protocol: 'tcp', ways: ['tcp dport 3478'] },
  { protocol: 'tls', ways: [] },
] as const) {
  test(`a firewall that lets out web pages${ways.map((way) => ` and ${way}`).join('')}: by the relay, over ${protocol}`, async ({
    network,
    visitFrom,
  }) => {
    network.setFirewall('clinic', [...nothingButWebPages, ...ways])
    const { doctor, patient } = await meet({ network, visitFrom })
    await seeAndHear(doctor, patient)
    await expectWay(doctor, byRelay(protocol))
  })
}

test('a firewall that refuses WebSockets as well: the page asks again and again, and the call works', async ({
  network,
  visitFrom,
}) => {
  network.setFirewall('clinic', nothingButWebPages)
  network.front.setWebSockets('refused')
  const before = network.front.webSockets()
  const { doctor, patient } = await meet({ network, visitFrom })
  await seeAndHear(doctor, patient)
  expect(network.front.webSockets()).toBe(before)
})

for (const { name, before, first, after, next } of [
  { name: 'the direct way is cut', before: everything, first: direct, after: nothingButWebPages, next: byRelay('tls') },
  {
    name: 'UDP is cut on the way to the relay',
    before: ['tcp dport { 443, 3478 }', 'udp dport 3478'],
    first: byRelay('udp'),
    after: ['tcp dport { 443, 3478 }'],
    next: byRelay('tcp'),
  },
]) {
  test(`${name} in the middle of a call: it goes on by another one within fifteen seconds`, async ({
    network,
    visitFrom,
  }) => {
    network.setFirewall('clinic', before)
    const { doctor, patient } = await meet({ network, visitFrom })
    await seeAndHear(doctor, patient)
    await expectWay(doctor, first)

    await Promise.all([watchGaps(doctor.page), watchGaps(patient.page)])
    network.setFirewall('clinic', after)
    await expectWay(doctor, next)
    await seeAndHear(doctor, patient)
    const gaps = { doctor: await longestGapMs(doctor.page), patient: await longestGapMs(patient.page) }
    console.log(`${name}: the doctor's picture stood for ${gaps.doctor} ms, the patient's for ${gaps.patient} ms`)
    expect(Math.min(gaps.doctor, gaps.patient), 'the cut was one').toBeGreaterThan(500)
    // Chromium takes over five to see that a way is cut, and we two more. The next one is there at once, but pictures move after
    // one to four more, the later in a call the longer.
    expect(Math.max(gaps.doctor, gaps.patient)).toBeLessThan(15_000)
  })
}

test('by the relay alone, if the session wants it so: neither browser learns where the other one is', async ({
  network,
  visitFrom,
}) => {
  const [before, relayed] = [await network.bytesBy('direct'), await network.bytesBy('relayed')]
  const { doctor, patient } = await meet({ network, visitFrom, flags: ['session;relay-only'] })
  await seeAndHear(doctor, patient)
  for (const { page } of [doctor, patient]) {
    // Which protocol it speaks with the relay is decided by what answers first.
    await expect.poll(async () => (await waysOf(page)).map(({ isRelayed }) => isRelayed)).toEqual([true])
  }
  // And they say so, within seconds.
  await expect.poll(() => network.bytesBy('relayed')).toBeGreaterThan(relayed)
  expect(await network.bytesBy('direct')).toBe(before)
  for (const [{ page }, place] of [
    [doctor, 'home'],
    [patient, 'clinic'],
  ] as const) {
    const told = await toldOfTheOther(page)
    expect(told).toContain(network.relayAddress)
    expect(addressesOf(place).filter((address) => told.includes(address))).toEqual([])
  }
})

test('the relay knows the credentials of the page, and refuses false ones and those of yesterday', async ({
  network,
  visitFrom,
}) => {
  const { doctor } = await meet({ network, visitFrom })
  await doctor.sees()
  const [, relay] = await iceServersOf(doctor.page)
  const urls = `turn:${network.relayAddress}:3478?transport=udp`
  const given = { urls, username: String(relay?.username), credential: String(relay?.credential) }
  expect(await askRelay(doctor.page, given)).toBe('granted')
  expect(await askRelay(doctor.page, { ...given, credential: 'guessed' })).toBe(401)

  const [, visit] = given.username.split(':')
  const made = (endsInSeconds: number) => {
    const username = `${Math.floor(Date.now() / 1000) + endsInSeconds}:${visit}`
    return { urls, username, credential: createHmac('sha1', network.turnSecret).update(username).digest('base64') }
  }
  expect(await askRelay(doctor.page, made(60))).toBe('granted')
  expect(await askRelay(doctor.page, made(-86_400))).toBe(401)
})
