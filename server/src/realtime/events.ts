import type { Answer, ClientEventName, ClientPayload } from '@anteroom/contract/realtime'
import type { Participants } from '../sessions/seats/service.ts'
import type { Summaries } from '../summary/service.ts'
import type { Asker, Visits } from '../visits/service.ts'

/** Events that the server decides on. Signals are not among them: they are passed on, see `relay.ts`. */
export type DecidedEvent = Exclude<ClientEventName, 'call:signal' | 'visit:refresh'>

export type EventHandlers = {
  [Name in DecidedEvent]: (asker: Asker, payload: ClientPayload<Name>) => Promise<Answer<Name>>
}

/** What a visit does by itself, without any plugin. */
export function visitEvents(visits: Visits) {
  return {
    'visit:enter': (asker, { name }) => visits.enter(asker, name),
    'visit:leave': (asker) => visits.leave(asker),
    'visit:checked': (asker, check) => visits.checked(asker, check),
    'visit:answer-move': (asker, answer) => visits.answerMove(asker, answer),
    'visit:move-here': (asker) => visits.moveHere(asker),
    'visit:end-for-everyone': (asker) => visits.endForEveryone(asker),
    'call:still-here': (asker, { visitId }) => visits.stillHere(asker, visitId),
    'call:hold': (asker, { visitId, hold }) => visits.hold(asker, visitId, hold),
    'call:remove': (asker, { visitId }) => visits.remove(asker, visitId),
    'call:make-host': (asker, { visitId }) => visits.makeHost(asker, visitId),
    'door:let-in': (asker, { visitId }) => visits.letIn(asker, visitId),
    'door:lock': (asker, { locked }) => visits.lock(asker, locked),
  } satisfies Partial<EventHandlers>
}

/** What hosts in the call do with the seats of the session. */
export function invitationEvents(participants: Participants) {
  return {
    'call:invite': (asker, invited) => participants.invite(asker, invited),
  } satisfies Partial<EventHandlers>
}

/** What pages tell of the network. */
export function bandwidthEvents(summaries: Summaries) {
  return {
    'call:bandwidth': (asker, measured) => summaries.report(asker, measured),
  } satisfies Partial<EventHandlers>
}
