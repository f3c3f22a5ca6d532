import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'

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
    settings: {
      plugins: ['waiting-room', 'chat', 'screen-share'],
      menu: true,
      exitUrl: null,
      returnUrl: null,
      returnLabel: null,
      autoReturn: false,
      relayOnly: false,
      ...settings,
    },
  }
}
