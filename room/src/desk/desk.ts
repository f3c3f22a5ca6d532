import type { PluginId } from '@anteroom/contract/plugins'
import type { RoomSettings, VisitView } from '@anteroom/contract/realtime'
import type { Announce } from '@anteroom/ui/announcer.tsx'
import { createStore, type OwnStore, type Store } from '@anteroom/ui/ground/store.ts'
import { whenIdle } from '@anteroom/ui/ground/when-idle.ts'
import type { Call } from '../call/call.ts'
import type { Help } from '../call/help.ts'
import type { SourceTracks } from '../call/media.ts'
import { chime, playTones } from '../call/sound/speaker.ts'
import { loaderOf } from '../plugins.ts'
import type { Room } from '../room.ts'
import type { DoorHost, DoorParts } from './door-host.ts'
import {
  askOwnSide,
  type HostParts,
  hostFor,
  type PluginParts,
  type PluginView,
  type ScreenTracks,
} from './plugin-host.ts'
import { createPreferences, type Preferences } from './preferences.ts'
import { type WhoLeft, watchWhoLeft } from './who-left.ts'

/** What is fetched beside a call: its plugins, and for hosts the door. */
export type PartId = PluginId | 'door'
export type PanelId = PartId | 'people'
export type StartedPart = { id: PartId; parts: PluginParts & Partial<DoorParts> }

/** Whether the session has it: a plugin may be switched off while the call goes on. */
export const isAllowed = (id: PartId, { plugins }: RoomSettings) => id === 'door' || plugins.includes(id)

/** What is fetched for somebody, in the order of the buttons. */
export function partsOf({ settings, me }: VisitView): PartId[] {
  return [...(me.role === 'HOST' ? (['door'] as const) : []), ...settings.plugins.filter(loaderOf)]
}

/**
 * The desk is what stands around one call on screen for as long as it lasts, holds included: its plugins, the open
 * panel, and what this person prefers.
 */
export type Desk = {
  panel: OwnStore<PanelId | null>
  preferences: OwnStore<Preferences>
  /** The picture (a tile's key) that this person wants large, whoever speaks. */
  pinned: OwnStore<string | null>
  /** In the order of their buttons. */
  parts: Store<readonly StartedPart[]>
  /** How much is new in each, such as messages nobody has read. */
  counts: Store<ReadonlyMap<PartId, number>>
  /** Those whose code did not arrive, after a second try. */
  failed: Store<readonly PartId[]>
  retry(): void
  /** What was asked of the hosts, from the first time that somebody looked for help. */
  help: OwnStore<Help | null>
  /** Who has left us alone, and when; see `watchWhoLeft`. */
  whoLeft: OwnStore<WhoLeft | null>
  /** That we have become a host, or are one no longer, until the notice of it is dismissed. */
  hostNews: OwnStore<'made' | 'unmade' | null>
}

/** How long the first picture of somebody who is already there takes on a slow computer. */
const firstPictureMs = 400
/** The beginning of a call is for sound and pictures; afterwards the rest is fetched before anybody asks for it. */
const fetchRestAfterMs = 20_000
type Options = {
  room: Room
  call: Call
  announce: Announce
  loadDoor: () => Promise<(host: DoorHost) => StartedPart['parts']>
  /** Fetches what is not needed in the first moments, so that it is there when the server is not. */
  fetchRest: () => void
}

export function createDesk({ room, call, announce, loadDoor, fetchRest }: Options): Desk {
  const { view } = room
  const panel = createStore<PanelId | null>(null)
  const hostNews = createStore<'made' | 'unmade' | null>(null)
  let role = view.get().me.role
  const preferences = createPreferences()
  const pinned = createStore<string | null>(null)
  const started = createStore<readonly StartedPart[]>([])
  const failed = createStore<readonly PartId[]>([])
  const asked = new Set<PartId>()
  const counts = createStore<ReadonlyMap<PartId, number>>(new Map())

  const wanted = () => partsOf(view.get())
  const always = { serverNow: room.visit.serverNow, until: call.until }

  /** How each part of a host is made, for those that ask for it. */
  function partsFor(id: PartId): { [Part in keyof HostParts]: () => HostParts[Part] } {
    return {
      view: () => derive<VisitView, PluginView>(view, visibleToPlugins, call.until, isSameView),
      channel: () => call.channel(id),
      streams: () => call.streams(id),
      screen: () => ({
        send({ picture, sound }) {
          call.send('screen', picture)
          call.send('screen-sound', sound)
        },
        sending: derive(call.sending, screenTracks, call.until, isSameScreen),
        sharing: sharingOf(call),
      }),
      panel: () => ({
        isOpen: derive(panel, (open) => open === id, call.until),
        toggle: () => panel.set(panel.get() === id ? null : id),
        close: () => {
          if (panel.get() === id) panel.set(null)
        },
      }),
      announce: () => announce,
      chime: () => () => {
        if (preferences.get().sounds) void playTones(chime, room.devices.speaker.get(), 0.12)
      },
      setTitleCount: () => (count) => {
        counts.set(new Map(counts.get()).set(id, count))
        setTitleCount([...counts.get().values()].reduce((sum, one) => sum + one, 0))
      },
      request: () => askOwnSide(id, room.visit.request),
    }
  }

  function doorHost(): DoorHost {
    const parts = partsFor('door')
    return {
      ...always,
      view,
      isPeopleOpen: derive(panel, (open) => open === 'people', call.until),
      panel: parts.panel(),
      announce,
      chime: parts.chime(),
      setTitleCount: parts.setTitleCount(),
      help: call.channel('help'),
      keysAreOn: () => preferences.get().shortcuts,
      request: room.visit.request,
    }
  }

  async function start(id: PartId): Promise<PluginParts> {
    if (id === 'door') {
      const startDoor = await fetchTwice(loadDoor)
      return call.until.aborted ? {} : startDoor(doorHost())
    }
    const load = loaderOf(id)
    if (!load) return {}
    const { plugin } = await fetchTwice(load)
    return call.until.aborted ? {} : plugin.start(hostFor(id, partsFor(id), always))
  }

  async function load(id: PartId) {
    asked.add(id)
    try {
      const parts = await start(id)
      if (call.until.aborted) return
      const order = wanted()
      started.set([...started.get(), { id, parts }].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)))
      failed.set(failed.get().filter((other) => other !== id))
    } catch {
      // The call goes on without it; the screen says so and offers to try again.
      asked.delete(id)
      failed.set([...failed.get().filter((other) => other !== id), id])
    }
  }
  function loadWanted() {
    for (const id of wanted()) if (!asked.has(id) && !failed.get().includes(id)) void load(id)
  }

  // First the others' pictures, then what can be done beside them.
  const begin = whenIdle(loadWanted, view.get().people.length > 0 ? firstPictureMs : 0)
  view.subscribe(() => {
    const now = view.get().me.role
    if ((now === 'HOST') !== (role === 'HOST')) hostNews.set(now === 'HOST' ? 'made' : 'unmade')
    role = now
    if (begin.done()) loadWanted()
  }, call.until)
  const rest = whenIdle(() => {
    fetchRest()
    for (const { parts } of started.get()) if (parts.panel && 'content' in parts.panel) parts.panel.content.fetch()
  }, fetchRestAfterMs)
  call.until.addEventListener('abort', () => {
    begin.cancel()
    rest.cancel()
    setTitleCount(0)
  })
  return {
    panel,
    preferences,
    pinned,
    parts: started,
    counts,
    failed,
    hostNews,
    help: createStore<Help | null>(null),
    whoLeft: watchWhoLeft(view, room.visit.serverNow, call.until),
    retry() {
      for (const id of failed.get()) void load(id)
    },
  }
}

/** A network may have hiccups; what then starts is started once. */
const fetchTwice = <T>(load: () => Promise<T>): Promise<T> => load().catch(load)

/** Who of the others sends a screen; the same list for as long as it says the same. */
function sharingOf(call: Call): Store<readonly string[]> {
  const ids = () =>
    call.peers
      .get()
      .filter(({ tracks }) => tracks.screen)
      .map(({ visitId }) => visitId)
  const store = createStore<readonly string[]>(ids())
  call.peers.subscribe(() => {
    const next = ids()
    if (next.join() !== store.get().join()) store.set(next)
  }, call.until)
  return store
}

/** `isSame`: what changes nothing for those who listen; another object may say the same. */
function derive<T, U>(
  from: Store<T>,
  pick: (value: T) => U,
  until: AbortSignal,
  isSame: (one: U, other: U) => boolean = Object.is,
): Store<U> {
  const store = createStore(pick(from.get()))
  from.subscribe(() => {
    const next = pick(from.get())
    if (!isSame(next, store.get())) store.set(next)
  }, until)
  return store
}

const visibleToPlugins = ({ phase, me, people, session }: VisitView): PluginView => ({ phase, me, people, session })
const isSameView = (one: PluginView, other: PluginView) =>
  one.phase === other.phase && one.me === other.me && one.people === other.people && one.session === other.session

const screenTracks = ({ screen, 'screen-sound': sound }: SourceTracks): ScreenTracks => ({ picture: screen, sound })
const isSameScreen = (one: ScreenTracks, other: ScreenTracks) =>
  one.picture === other.picture && one.sound === other.sound

/** A number in front of the page's title, for people who look at another tab; 0 takes it away. */
function setTitleCount(count: number): void {
  const bare = document.title.replace(/^\(\d+\) /, '')
  document.title = count > 0 ? `(${count}) ${bare}` : bare
}
