import { defaultSettings, roomSettingsOf } from '@anteroom/contract/feature-flags'
import type { OwnPayment, SeenPayment } from '@anteroom/contract/payments'
import type { Phase } from '@anteroom/contract/phases'
import type { Person, VisitView, Waiter } from '@anteroom/contract/realtime'

type Given = Partial<Omit<VisitView, 'me' | 'session' | 'settings'>> & {
  me?: Partial<VisitView['me']>
  session?: Partial<VisitView['session']>
  settings?: Partial<VisitView['settings']>
}

/** When it is in these tests: by the server's clock, which a page goes by. */
const now = '2030-05-06T10:00:00.000Z'

export const waiting: Extract<Phase, { name: 'waiting' }> = {
  name: 'waiting',
  knockedAt: '2030-05-06T09:57:00.000Z',
  message: null,
  turnedAway: null,
  ahead: 0,
  locked: false,
  sentBack: false,
  moving: null,
}

export const left: Extract<Phase, { name: 'exit' }> = { name: 'exit', reason: 'left', mayReturn: true, by: null }

const drVega: Person = {
  visitId: 'dr-vega',
  generation: 1,
  name: 'Dr Maria Vega',
  role: 'HOST',
  onHold: false,
  connected: true,
  since: '2030-05-06T09:58:00.000Z',
}
export const ana: Person = { ...drVega, visitId: 'ana', name: 'Ana Lindgren', role: 'GUEST' }
export const tom: Person = { ...ana, visitId: 'tom', name: 'Tomasz Brzęczyszczykiewicz' }

/** Ana at the door. */
export const knocking: Waiter = {
  visitId: 'ana',
  name: 'Ana Lindgren',
  since: '2030-05-06T09:57:00.000Z',
  connected: true,
  message: null,
  findings: [],
  otherDevice: null,
}

/** What Ana owes for her appointment. */
export const fee: OwnPayment = {
  paymentId: 'fee',
  reason: 'fee',
  state: 'owed',
  amount: 5000,
  currency: 'aud',
  description: 'Follow-up, 20 minutes',
  collect: 'before',
  payee: 'Riverside Clinic',
  test: false,
  trouble: null,
  card: null,
  waived: false,
  isOpen: false,
}

/** The same as hosts see it. */
export const seenFee: SeenPayment = {
  paymentId: 'fee',
  reason: 'fee',
  state: 'owed',
  amount: 5000,
  currency: 'aud',
  description: 'Follow-up, 20 minutes',
  collect: 'before',
  test: false,
  trouble: null,
  card: null,
  waived: false,
  collectable: true,
}

export const visa = { brand: 'Visa', last4: '4242' }

const inCall: Given = { phase: { name: 'in-call' }, othersJoined: true }
const since = '2030-05-06T09:59:00.000Z'

/** The call as Dr Vega has it, a host, with Ana unless others are given. */
export function hostsCall({ me, ...given }: Given = {}): VisitView {
  const own = { role: 'HOST', name: 'Dr Maria Vega', since, ...me } as const
  return viewOf({ ...inCall, people: [ana], ...given, me: own })
}

/** The call as Ana has it, a guest, with Dr Vega unless others are given. */
export function guestsCall({ me, ...given }: Given = {}): VisitView {
  return viewOf({ ...inCall, people: [drVega], ...given, me: { since, ...me } })
}

/** The view of Ana, a guest in the precall of a follow-up, but for what is given. */
export function viewOf({ me, session, settings, ...given }: Given = {}): VisitView {
  return {
    revision: 1,
    now,
    phase: { name: 'precall', openElsewhere: null },
    expected: [
      { name: 'Dr Maria Vega', role: 'HOST', inCall: false },
      { name: 'Ana Lindgren', role: 'GUEST', inCall: false },
    ],
    locked: false,
    othersJoined: false,
    people: [],
    waiting: [],
    iceServers: [],
    ...given,
    me: {
      visitId: 'me',
      generation: 1,
      role: 'GUEST',
      name: 'Ana Lindgren',
      nameGiven: true,
      since: null,
      madeHostBy: null,
      asked: null,
      askedBy: null,
      ...me,
    },
    session: {
      name: 'Follow-up after surgery',
      team: 'Riverside Clinic',
      startTime: '2030-05-06T09:55:00.000Z',
      endTime: '2030-05-06T10:25:00.000Z',
      ...session,
    },
    settings: { ...roomSettingsOf(defaultSettings), ...settings },
  }
}
