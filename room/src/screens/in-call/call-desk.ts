import type { PluginId } from '@anteroom/contract/plugins'
import type { Role } from '@anteroom/contract/realtime'
import type { Call } from '../../call/call.ts'
import { chime, playTones } from '../../call/sound/speaker.ts'
import { createStore, type OwnStore, type Store } from '../../ground/store.ts'
import { whenIdle } from '../../ground/when-idle.ts'
import type { PluginHost, PluginParts } from '../../plugin-host.ts'
import { loadPlugin } from '../../plugins.ts'
import type { Room } from '../../room.ts'
import type { Announce } from '../../ui/announcer.tsx'
import { setTitleCount } from '../../ui/title-count.ts'
import { createPreferences, type Preferences } from './preferences.ts'

export type PanelId = PluginId | 'people'
export type StartedPlugin = { id: PluginId; parts: PluginParts }

/** What stands around one call for as long as it lasts, holds included: its plugins, and which panel is open. */
export type CallDesk = {
  panel: OwnStore<PanelId | null>
  preferences: OwnStore<Preferences>
  /** The picture (a tile's key) that this person wants large, whoever speaks. */
  pinned: OwnStore<string | null>
  plugins: Store<readonly StartedPlugin[]>
  /** Plugins whose code did not arrive, after a second try. */
  failed: Store<readonly PluginId[]>
  retry(): void
  /** Whether somebody has made us a host and we have not put the word of it away. */
  madeHost: OwnStore<boolean>
}

/** So long the first picture of whoever is there already takes on a slow computer. */
const firstPictureMs = 400
/** The beginning of a call is for sound and pictures; afterwards the rest is fetched before anybody asks for it. */
const fetchRestAfterMs = 20_000
/** Plugins that only some people have a use for. */
const onlyFor: Partial<Record<PluginId, Role>> = { 'waiting-room': 'HOST' }
const desks = new WeakMap<Call, CallDesk>()

export function deskOf(call: Call, room: Room, announce: Announce, fetchRest: () => void): CallDesk {
  const known = desks.get(call)
  if (known) return known
  const desk = createDesk(call, room, announce, fetchRest)
  desks.set(call, desk)
  return desk
}

function createDesk(call: Call, room: Room, announce: Announce, fetchRest: () => void): CallDesk {
  const { view } = room
  const panel = createStore<PanelId | null>(null)
  const madeHost = createStore(false)
  let role = view.get().me.role
  const preferences = createPreferences()
  const pinned = createStore<string | null>(null)
  const plugins = createStore<readonly StartedPlugin[]>([])
  const failed = createStore<readonly PluginId[]>([])
  const sharing = sharingOf(call)
  const asked = new Set<PluginId>()
  const titleCounts = new Map<PluginId, number>()

  const wanted = () => {
    const { settings, me } = view.get()
    return settings.plugins.filter((id) => (onlyFor[id] ?? me.role) === me.role)
  }

  function hostOf(id: PluginId): PluginHost {
    return {
      view,
      channel: call.channel(id),
      streams: call.streams(id),
      sendTrack: call.send,
      sending: call.sending,
      sharing,
      request: room.visit.request,
      panel: {
        isOpen: derive(panel, (open) => open === id, call.until),
        toggle: () => panel.set(panel.get() === id ? null : id),
        close: () => {
          if (panel.get() === id) panel.set(null)
        },
      },
      announce,
      chime() {
        if (preferences.get().sounds) void playTones(chime, room.devices.speaker.get(), 0.12)
      },
      setTitleCount(count) {
        titleCounts.set(id, count)
        setTitleCount([...titleCounts.values()].reduce((sum, one) => sum + one, 0))
      },
      serverNow: room.visit.serverNow,
      until: call.until,
    }
  }

  async function load(id: PluginId) {
    asked.add(id)
    try {
      const { plugin } = await loadPlugin[id]().catch(() => loadPlugin[id]())
      if (call.until.aborted) return
      const started: StartedPlugin = { id, parts: plugin.start(hostOf(id)) }
      const order = wanted()
      plugins.set([...plugins.get(), started].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)))
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
  const end = view.subscribe(() => {
    const now = view.get().me.role
    if (now !== role) madeHost.set(now === 'HOST')
    role = now
    if (begin.done()) loadWanted()
  })
  const rest = whenIdle(fetchRest, fetchRestAfterMs)
  call.until.addEventListener('abort', () => {
    begin.cancel()
    rest.cancel()
    end()
    setTitleCount(0)
  })
  return {
    panel,
    preferences,
    pinned,
    plugins,
    failed,
    madeHost,
    retry() {
      for (const id of failed.get()) void load(id)
    },
  }
}

/** Who of the others sends a screen; the same list for as long as it says the same. */
function sharingOf(call: Call): Store<readonly string[]> {
  const ids = () =>
    call.peers
      .get()
      .filter(({ tracks }) => tracks.screen)
      .map(({ visitId }) => visitId)
  const store = createStore<readonly string[]>(ids())
  const end = call.peers.subscribe(() => {
    const next = ids()
    if (next.join() !== store.get().join()) store.set(next)
  })
  call.until.addEventListener('abort', end)
  return store
}

function derive<T, U>(from: Store<T>, pick: (value: T) => U, until: AbortSignal): Store<U> {
  const store = createStore(pick(from.get()))
  const end = from.subscribe(() => store.set(pick(from.get())))
  until.addEventListener('abort', end)
  return store
}
