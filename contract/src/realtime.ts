import { type Static, type TObject, Type } from 'typebox'
import { ConnectionCheck } from './api/connection-check.ts'
import { doorEvents } from './door.ts'
import { type EventSpec, Nothing, Someone } from './event-spec.ts'
import type { roomSettingsOf } from './feature-flags.ts'
import { maxNameLength } from './max-lengths.ts'
import type { OwnPayment, Payer, SeenPayment } from './payments.ts'
import type { Phase } from './phases.ts'
import { type EventsOfPlugins, pluginEvents } from './plugins.ts'
import type { ProblemCode } from './problems.ts'

/** What a person may be in a session. */
export type Role = 'HOST' | 'GUEST' | 'PARTICIPANT'

/** What the room shows and does by the session's feature flags. */
export type RoomSettings = ReturnType<typeof roomSettingsOf>

/** Somebody else who is in the call. */
export type Person = {
  visitId: string
  /** Counts the pages that this visit has had; signals go to a page, and a new page is a new connection. */
  generation: number
  name: string
  role: Role
  /** On hold people are listed, but nothing is sent to them and nothing comes from them. */
  onHold: boolean
  /** False while their page is out of the server's reach; their media may well go on. */
  connected: boolean
  /** When they came into the call, ISO 8601. Of two people, the one who was there first makes the offers. */
  since: string
  /** What their browser's check found; told to hosts only. */
  findings?: Finding[]
  /** What they pay, or were asked for; told to hosts only, and absent where there is nothing. */
  payments?: SeenPayment[]
}

/** What the check before the call found that others should know; what is good is not among it. */
export const findings = [
  'no-calls',
  'sound-only',
  'no-microphone',
  'no-devices',
  'weak-line',
  'no-relay',
  'no-way',
] as const
export type Finding = (typeof findings)[number]

/** Somebody who waits at the waiting room or at a locked room, as those see it who can let them in. */
export type Waiter = {
  visitId: string
  name: string
  /** When they knocked, ISO 8601. */
  since: string
  connected: boolean
  /** What was last written to their waiting screen. */
  message: string | null
  /** What their browser's check found; empty as long as it has not. */
  findings: Finding[]
  /**
   * Whether this is another browser than the one that first came by this link. `moves`: the seat is in use, and moves to
   * this one when they are let in.
   */
  otherDevice: 'new' | 'moves' | null
  /** What they pay; absent where there is nothing. */
  payments?: SeenPayment[]
}

/** Somebody at the door whom a host has told "not now". From `mayKnockAt` on (ISO 8601) they may knock again. */
export type TurnedAway = Waiter & { mayKnockAt: string }

/**
 * Somebody who is expected. Of a group (more than one guest), whoever is not in the call and is no host learns of the
 * hosts alone.
 */
export type Expected = {
  name: string | null
  role: Role
  inCall: boolean
  /** Has been in the room before, and is not now. */
  wasHere?: true
  /** Waits to be let in; told to hosts only. */
  waits?: true
  /** Since when, ISO 8601; a server from before does not say. */
  waitsSince?: string
}

/** RTCIceServer, as the browser takes it. `until`: when the credential ends, ISO 8601, by the server's clock. */
export type IceServer = { urls: string[]; username?: string; credential?: string; until?: string }

/**
 * What an integrator has chosen of the look of a session's pages: properties of their style, whether the rest has to suit a
 * light background or a dark one (null: either), and their icon.
 */
export type Look = { properties: Record<string, string>; ground: 'light' | 'dark' | null; icon: string | null }

/**
 * All that one page needs to know of its visit. Each view replaces the one before; a view with a lower
 * `revision` than one already seen has been overtaken and is dropped.
 */
export type VisitView = {
  /** Grows with each change of the session. */
  revision: number
  /** The server's clock when the view was made, ISO 8601, so that pages with a wrong clock count right. */
  now: string
  phase: Phase
  me: {
    visitId: string
    /** The number of this page, see `Person.generation`; 0 before the page is connected. */
    generation: number
    role: Role
    /** Null until it is known; then the precall asks for it. */
    name: string | null
    /** True when the integrator gave the name, so that it is not asked for. */
    nameGiven: boolean
    /** When this visit came into the call, ISO 8601; null while it is not in it. */
    since: string | null
    /** The host who has made this visit a host; null when nobody in the room has. */
    madeHostBy: string | null
    /** Since when another device asks this page for its place, ISO 8601; null while none does. */
    asked: string | null
    /** Which wish that is, for the answer; null while there is none. */
    askedBy: string | null
  }
  session: {
    name: string | null
    team: string
    /** How people reach the team; absent where it has not said, and from a server from before. */
    contact?: { phone?: string; email?: string }
    startTime: string
    endTime: string
    /** When people can come in, where that is before the start. A server from before does not say. */
    opensAt?: string
  }
  settings: RoomSettings
  /** The page's HTML carries it already; here for pages that are open when it changes. A server from before does not say. */
  look?: Look
  expected: Expected[]
  /** Whether nobody new comes into the call that this visit is in. */
  locked: boolean
  /** Whether anybody else has joined the call that this visit is in. */
  othersJoined: boolean
  /** The others in the call; empty for whoever is not in it. */
  people: Person[]
  /** Who waits; empty for people who cannot let them in. */
  waiting: Waiter[]
  /** Whom a host has told "not now" and who is still there, as `waiting`; a server from before does not say. */
  turnedAway?: TurnedAway[]
  /** What this person pays, the fee first; absent where there is nothing. */
  payments?: OwnPayment[]
  /** Whose page shows the payment screen, for hosts in the call; absent where there is nobody. */
  paying?: Payer[]
  /** From the precall on, for pages that have connected: none are in the page's HTML. */
  iceServers: IceServer[]
}

/** The lists of a view, which are long in a group. */
export type ListName = 'people' | 'waiting' | 'expected'

/** What has become of a list: at `from`, `gone` items went, and these came. */
export type Splice<Item> = { from: number; gone: number; came: Item[] }

/** What differs between two views that a page gets one after the other: whole members, and parts of the lists of people. */
export type ViewChanges = Pick<VisitView, 'revision' | 'now'> & {
  members: Partial<Omit<VisitView, ListName>>
  lists: { [Name in ListName]?: Splice<VisitView[Name][number]> }
  /** Members that the view no longer has; absent where there are none, and from a server from before. */
  gone?: string[]
}

/** As the API takes it: whoever was given a name by it comes back by the same. */
const Name = Type.String({ maxLength: maxNameLength })

/** What the handshake of a page carries (Socket.IO's `auth`). */
export const Handshake = Type.Object({
  /** The last part of the entry link. */
  link: Type.String({ minLength: 1, maxLength: 100 }),
  /** A secret of this browser for this link: what tells a reload from another browser. */
  browserKey: Type.String({ minLength: 16, maxLength: 128 }),
  /** Made anew by each page load. */
  pageId: Type.String({ minLength: 8, maxLength: 64 }),
  /** The number that the server gave this page while it spoke for the visit. Without it and `again` the page is a new one. */
  generation: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  /** From a page that was let in before, also if it never spoke for the visit: it asks for nothing by coming back. */
  again: Type.Optional(Type.Boolean()),
  /** From a page that was reloaded: the page that it was before. It goes on where that one was. */
  continues: Type.Optional(Type.String({ minLength: 8, maxLength: 64 })),
  /** From a page whose person has left, while another page has the place. */
  left: Type.Optional(Type.Boolean()),
  /** From a page that understands `visit:changes`; without it each view is a whole one. */
  changes: Type.Optional(Type.Boolean()),
  /**
   * What `visit:enter` would carry, from a page whose person was quicker than its connection. The event follows all
   * the same, to be answered.
   */
  enter: Type.Optional(Type.Object({ name: Type.Optional(Name) })),
})
export type Handshake = Static<typeof Handshake>

/**
 * Why a page may not connect: its link is none that was ever given, the server cannot tell at the moment, or too many
 * pages of the same link or network connect.
 */
export type ConnectRefusal = 'unknown-link' | 'unavailable' | 'too-many-requests'

/** In kbit/s. */
const Rate = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const Rates = Type.Object({ min: Rate, max: Rate, average: Rate })
const Kilobytes = Type.Integer({ minimum: 0, maximum: 100_000_000 })

/**
 * What one page says to another. The server passes it on as it came and does not look into it. Pages that were loaded
 * before it was text send objects, and understand nothing else.
 */
const SignalData = Type.Union([Type.String({ maxLength: 65_536 }), Type.Object({})])
export type SignalData = Static<typeof SignalData>

/**
 * What a page sends. The server checks each payload by its schema and answers each with an `Answer`. Pages that were loaded
 * before an update may say some of these by their `olderEventNames`.
 */
export const clientEvents = {
  /** From precall or exit: knock, or go in. `name` when the integrator gave none. */
  'visit:enter': { payload: Type.Object({ name: Type.Optional(Name) }) },
  /** From waiting, in call or on hold: go. */
  'visit:leave': { payload: Nothing },
  /** A host ends the call for all who are in it or wait for it. */
  'visit:end-for-everyone': { payload: Nothing },
  /**
   * Another device asks for the place of this page: it may have it, or not. `askedBy`: as the view had it when the person
   * was asked, so that the answer is given to nobody else; pages from before do not say.
   */
  'visit:answer-move': {
    payload: Type.Object({
      move: Type.Boolean(),
      askedBy: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    }),
  },
  /** The other device has not answered for long enough: the place moves here. */
  'visit:move-here': { payload: Nothing },
  /** Send the view again: the countdown has reached its end. */
  'visit:refresh': { payload: Nothing },
  /** What the page's check of the connection has found; the latest one holds. */
  'visit:checked': { payload: ConnectionCheck },
  /** At the exit: how the connection was, told to whoever runs the server and kept with nobody's name. */
  'visit:rate': {
    payload: Type.Object({
      connection: Type.Union([Type.Literal('good'), Type.Literal('fair'), Type.Literal('poor')]),
    }),
  },
  /** A session description or ICE candidates for one page of somebody in the same call. */
  'call:signal': {
    payload: Type.Object({
      to: Type.String({ minLength: 1, maxLength: 64 }),
      generation: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
      data: SignalData,
    }),
  },
  /** Somebody's page is out of the server's reach, and still sends us sound and picture: they have not gone. */
  'call:still-here': { payload: Someone },
  /** A host takes somebody out of the call for a while, or back in. */
  'call:hold': { payload: Type.Object({ ...Someone.properties, hold: Type.Boolean() }) },
  /** A host takes somebody out for good: their link stops working. */
  'call:remove': { payload: Someone },
  /** A host makes somebody in the call a host, for the rest of the session. */
  'call:make-host': { payload: Someone },
  /** A host adds a participant to the session, a guest unless told otherwise, and gets their entry link. */
  'call:invite': {
    payload: Type.Object({
      name: Type.Optional(Name),
      role: Type.Optional(Type.Union([Type.Literal('GUEST'), Type.Literal('PARTICIPANT'), Type.Literal('HOST')])),
    }),
    answer: Type.Object({ entryUrl: Type.String() }),
  },
  /**
   * What this page's media have taken of the network, to all others together, in all that it has measured since it was
   * loaded; so a report that is lost or comes twice does no harm. `samples`: how often it measured. `moved`: what went in both
   * directions since the page's last report, in kilobytes, by TURN or without it; pages of before do not say it.
   */
  'call:bandwidth': {
    payload: Type.Object({
      sent: Rates,
      received: Rates,
      samples: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      moved: Type.Optional(Type.Object({ direct: Kilobytes, relayed: Kilobytes })),
    }),
  },
  ...doorEvents,
  ...(Object.assign({}, ...Object.values(pluginEvents)) as EventsOfPlugins),
} as const satisfies Record<string, EventSpec>

export type ClientEventName = keyof typeof clientEvents
export type ClientPayload<Name extends ClientEventName> = Static<(typeof clientEvents)[Name]['payload']>

type AnswerMembers<Name extends ClientEventName> = (typeof clientEvents)[Name] extends {
  answer: infer Members extends TObject
}
  ? Static<Members>
  : unknown

/** How the server answers each event: done, with what the event brings, or the code of the problem in the way. */
export type Answer<Name extends ClientEventName = 'visit:refresh'> =
  | ({ ok: true } & AnswerMembers<Name>)
  | { ok: false; problem: ProblemCode }

export type ClientEvents = {
  [Name in ClientEventName]: (payload: ClientPayload<Name>, answer: (answer: Answer<Name>) => void) => void
}

/** What the server sends. */
export type ServerEvents = {
  'visit:view': (view: VisitView) => void
  /** To pages that said `changes` in their handshake, what differs from the view that came before by this connection. */
  'visit:changes': (changes: ViewChanges) => void
  /** A signal from the page `generation` of the visit `from`. */
  'call:signal': (signal: { from: string; generation: number; data: SignalData }) => void
  /** Whether the server can do what a page asks for; while its database is away it cannot. */
  'service:state': (state: { available: boolean }) => void
}
export const serverEventNames = [
  'visit:view',
  'visit:changes',
  'call:signal',
  'service:state',
] as const satisfies (keyof ServerEvents)[]
