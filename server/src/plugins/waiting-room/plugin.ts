import { knockAgain, knockGate, letAllIn, sendBack, turnAway, writeTo } from '../../visits/door/knock-rules.ts'
import type { ServerPlugin } from '../plugin.ts'

/** Guests wait at the door until a host lets them in. */
export const waitingRoom: ServerPlugin<'waiting-room'> = {
  gate: knockGate,
  events: {
    'door:knock': ({ state, seat, now }) => knockAgain(state, seat, now),
    'door:let-all-in': ({ state, seat, ...admitting }) => letAllIn(state, seat, admitting),
    'door:turn-away': ({ state, seat, now }, { visitId }) => turnAway(state, seat, visitId, now),
    'door:write': ({ state, seat }, { visitId, text }) => writeTo(state, seat, visitId, text),
    'door:send-back': ({ state, seat, now }, { visitId }) => sendBack(state, seat, visitId, now),
  },
}
