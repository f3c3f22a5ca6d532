import type { ClientEvents, ServerEvents } from '@anteroom/contract/realtime'
import type { Server, Socket } from 'socket.io'
import type { Topic } from '../ground/news.ts'
import type { Asker } from '../visits/service.ts'
import type { RoomState } from '../visits/state.ts'
import type { Pace } from './pace.ts'

/** What processes tell each other. */
type ProcessEvents = {
  'session:changed': (sessionId: string) => void
  /** Asks processes that hold pages of these sessions to say so in the database, as the pages are about to be lost. */
  'pages:claim': (sessionIds: string[]) => void
}

/** What this process knows of a page: who it is, and where its visit was by the last view it was sent. */
type PageData = {
  asker: Asker
  address: string
  /** Who it counts as, see `countedAs`. */
  counted: string
  visitId: string
  generation: number
  inCall: boolean
  /** The others in its call, as the last view had them: the generation of each by the visit's id. */
  people: ReadonlyMap<string, number>
  /** Of the last view that was made. */
  revision: number
  pace: Pace
  /** How the session stood when the page was let in: its first view. */
  first: RoomState | null
}

export type RoomServer = Server<ClientEvents, ServerEvents, ProcessEvents, PageData>
export type RoomSocket = Socket<ClientEvents, ServerEvents, ProcessEvents, PageData>
/** The connection under it. */
export type EngineSocket = RoomSocket['conn']

export const emptyPage = (known: Pick<PageData, 'asker' | 'address' | 'counted' | 'pace'>): PageData => ({
  ...known,
  visitId: '',
  generation: 0,
  inCall: false,
  people: new Map(),
  revision: -1,
  first: null,
})

/** Connections that watch a topic are in Socket.IO's room of that name. */
export const topicOf = (sessionId: string): Topic => `session:${sessionId}`
export const pageRoom = (sessionId: string, visitId: string, generation: number) =>
  `page:${sessionId}:${visitId}:${generation}`
