import { networkKey } from '../counters/address.ts'
import type { Counters, Limit } from '../counters/counters.ts'
import type { Asker } from './hashing.ts'

/** Where an attempt comes from: an address, or an API client that has shown its secret. */
export type Place = string

type Attempt = { email: string; place: Place; device: string | null; isKnownDevice: boolean }

/** For a browser or client by which that person has signed in before: nothing that others do counts here. */
const ofDevice: Limit = { name: 'sign-in by a known device', burst: 10, perMinute: 1 }
/** For everybody else, by account and place: five, and then one in five minutes. */
const ofPair: Limit = { name: 'sign-in to an account from a place', burst: 5, perMinute: 0.2 }
/** From all places together, so that many of them do not get much further than one. */
const ofAccount: Limit = { name: 'sign-in to an account', burst: 50, perMinute: 2 }
/** For one password tried on many accounts. A hospital may stand behind one address: right ones do not count. */
const ofPlace: Limit = { name: 'sign-in from a place', burst: 100, perMinute: 20 }

/** What an attempt has taken; given back when it turns out to have been no guess. */
export type Taken = { giveBack(): void }

/**
 * Takes an attempt from each limit that it falls under, before anything is looked at; or says how long to wait, and has
 * taken nothing.
 */
export function takeAttempt(counters: Counters, attempt: Attempt): Taken | { waitSeconds: number } {
  const taken: [Limit, string][] = []
  const giveBack = () => {
    for (const [limit, key] of taken.splice(0)) counters.giveBack(limit, key)
  }
  for (const [limit, key] of limitsOf(attempt)) {
    const result = counters.take(limit, key)
    if (!result.ok) {
      giveBack()
      return { waitSeconds: Math.max(1, Math.ceil(result.retryAfterMs / 1000)) }
    }
    taken.push([limit, key])
  }
  return { giveBack }
}

function limitsOf({ email, place, device, isKnownDevice }: Attempt): [Limit, string][] {
  const account = email.toLowerCase()
  if (isKnownDevice) return [[ofDevice, `${device} ${account}`]]
  return [
    [ofPair, `${place} ${account}`],
    [ofAccount, account],
    [ofPlace, place],
  ]
}

/** How many passwords are looked at or wait, of those who stand in each of the lines. */
const places = { ofAccount: 6, ofClient: 40, ofPlace: 12, ofNetwork: 24 }

/**
 * In which line an attempt waits. Somebody with a network of IPv6 has many places in it. All users of a client that has
 * shown its secret come by the same place, and are many.
 */
export function askerOf({ email, place, isKnownDevice, ip, isOfClient }: Omit<Attempt, 'device'> & Origin): Asker {
  if (isOfClient) return { line: 'clients', shares: [{ key: place, places: places.ofClient }] }
  if (isKnownDevice)
    return { line: 'devices', shares: [{ key: `account ${email.toLowerCase()}`, places: places.ofAccount }] }
  const shares = [
    { key: place, places: places.ofPlace },
    { key: `network ${networkKey(ip)}`, places: places.ofNetwork },
  ]
  return { line: 'strangers', shares }
}

/** `isOfClient`: it comes by an API client that has shown its secret. */
export type Origin = { ip: string; isOfClient?: boolean }
