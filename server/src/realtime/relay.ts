import type { ProblemCode } from '@anteroom/contract/problems'
import type { ClientPayload } from '@anteroom/contract/realtime'
import { idOf, type Topic } from '../ground/news.ts'
import { pageRoom, type RoomServer, type RoomSocket } from './page.ts'

/** Hands on what is not for this process: signals from page to page, and what processes tell each other. */
export function createRelay(io: RoomServer) {
  return {
    /**
     * Only between people in the same call: those who wait or are on hold are in no page room. A signal to somebody
     * whom the sender has not been shown is dropped, since asking the other processes costs a round trip to the
     * database.
     */
    passOn(socket: RoomSocket, { to, generation, data }: ClientPayload<'call:signal'>): ProblemCode | null {
      const { asker, visitId, generation: mine, inCall, people } = socket.data
      if (!inCall) return 'wrong-phase'
      const known = people.get(to)
      if (known === undefined) return 'not-found'
      // Their page has been loaded again since.
      if (generation < known) return null
      const room = pageRoom(asker.sessionId, to, generation)
      const target = io.sockets.adapter.rooms.has(room) ? io.local.to(room) : io.to(room)
      target.emit('call:signal', { from: visitId, generation: mine, data })
      return null
    },

    /** Tells the other processes of a change. */
    tellOthers: (topic: Topic) => void io.serverSideEmit('session:changed', idOf(topic)),
    /** Another process tells of one. */
    onTold: (listen: (topic: Topic) => void) => void io.on('session:changed', (id) => listen(`session:${id}`)),

    /** See `Connections` of the visits' upkeep. */
    askOthers: (sessionIds: string[]) => void io.serverSideEmit('pages:claim', sessionIds),
    onAsked: (answer: (sessionIds: string[]) => void) => void io.on('pages:claim', answer),
  }
}
