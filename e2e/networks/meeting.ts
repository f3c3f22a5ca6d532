import { expect } from '@playwright/test'
import type { Person } from '../support/person.ts'
import { type Way, waysOf } from './lines.ts'
import type { test } from './test.ts'
import type { Firewall, Place } from './wires.ts'

export const everything: Firewall = ['']
export const nothingButWebPages: Firewall = ['tcp dport 443']

type Network = Parameters<Parameters<typeof test>[2]>[0]['network']
type VisitFrom = (place: Place, url: string) => Promise<Person>

/** A doctor in the clinic and a patient at home, in the call. */
export async function meet({
  network,
  visitFrom,
  flags = [],
}: {
  network: Network
  visitFrom: VisitFrom
  flags?: string[]
}) {
  const session = await network.api.book({ flags: ['-plugin;waiting-room', ...flags] })
  const doctor = await visitFrom('clinic', session.url('Dr Vega'))
  const patient = await visitFrom('home', session.url('Ana'))
  await Promise.all([doctor.join(), patient.join()])
  return { doctor, patient }
}

export async function seeAndHear(...people: Person[]) {
  await Promise.all(people.map((person) => person.sees()))
  await Promise.all(people.map((person) => person.hears()))
}

export async function expectWay(person: Person, way: Way) {
  await expect.poll(() => waysOf(person.page), { timeout: 20_000 }).toEqual([way])
}

export const direct: Way = { isRelayed: false, relayProtocol: null }
export const byRelay = (relayProtocol: 'udp' | 'tcp' | 'tls'): Way => ({ isRelayed: true, relayProtocol })
