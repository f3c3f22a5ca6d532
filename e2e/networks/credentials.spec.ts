import { expect } from '@playwright/test'
import { askRelay, iceServersOf } from './lines.ts'
import { byRelay, direct, everything, expectWay, meet, nothingButWebPages, seeAndHear } from './meeting.ts'
import { whyNotPossible } from './possible.ts'
import { test } from './test.ts'

const reason = whyNotPossible()
test.skip(reason !== null, `No networks can be made here: ${reason}`)

test('credentials that end in the middle of a call: it goes on by fresh ones', async ({ network, visitFrom }) => {
  test.setTimeout(180_000)
  network.setFirewall('home', everything)
  network.setFirewall('clinic', everything)
  const { doctor, patient } = await meet({ network, visitFrom })
  await seeAndHear(doctor, patient)
  await expectWay(doctor, direct)
  const [, relay] = await iceServersOf(doctor.page)
  const urls = `turn:${network.relayAddress}:3478?transport=udp`
  const first = { urls, username: String(relay?.username), credential: String(relay?.credential) }
  await expect
    .poll(() => askRelay(doctor.page, first), { timeout: 1_000 * network.turnTtlSeconds + 30_000, intervals: [2_000] })
    .toBe(401)
  network.setFirewall('clinic', nothingButWebPages)
  await expectWay(doctor, byRelay('tls'))
  await seeAndHear(doctor, patient)
})
