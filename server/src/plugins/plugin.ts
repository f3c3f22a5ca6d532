import { hasPlugin } from '@anteroom/contract/feature-flags'
import type { PluginEventSpec } from '@anteroom/contract/plugin-manifest'
import { type AskedPlugin, type PluginId, pluginEvents } from '@anteroom/contract/plugins'
import type { Answer, ClientEventName } from '@anteroom/contract/realtime'
import type { Static } from 'typebox'
import type { Ids } from '../ground/ids.ts'
import type { EventHandlers } from '../realtime/events.ts'
import type { Gate } from '../visits/door/rules.ts'
import { allow } from '../visits/host-rules.ts'
import type { Outcome } from '../visits/rules.ts'
import type { Asker, Visits } from '../visits/service.ts'
import type { RoomState, Seat } from '../visits/state.ts'

/** What a plugin's decision is made from: the session as it stands, and whose page asks. */
export type Asked = { state: RoomState; seat: Seat; now: Date; newCallId: string }

type Payload<Spec> = Spec extends PluginEventSpec ? Static<Spec['payload']> : never

/**
 * A plugin's side on the server. Its parts are asked only where the session has the plugin, so none of them looks at the
 * settings for that.
 */
export type ServerPlugin<Id extends PluginId = PluginId> = {
  /** What it has to say about somebody who wants to go in. */
  gate?: Gate
} & (Id extends DecidedPlugin ? { events: Decisions<Id> } : unknown)

/** What comes of each of its events, as the contract lists them. They are decisions: the service runs and writes them. */
type Decisions<Id extends AskedPlugin> = {
  [Name in keyof (typeof pluginEvents)[Id]]: (
    asked: Asked,
    payload: Payload<(typeof pluginEvents)[Id][Name]>,
  ) => Outcome
}

/** Those whose events ask somebody outside, which is no decision: a service of ours does them. */
type ServedPlugin = 'stripe-payments'
type DecidedPlugin = Exclude<AskedPlugin, ServedPlugin>

/** How it does them; whether the plugin is on, and the page may ask, is known by then. */
export type Served<Id extends ServedPlugin = ServedPlugin> = {
  [Name in keyof (typeof pluginEvents)[Id] & ClientEventName]: (
    asker: Asker,
    payload: Payload<(typeof pluginEvents)[Id][Name]>,
  ) => Promise<Answer<Name>>
}

/** A plugin with events has a side on the server that decides on them. */
export type ServerPlugins = { [Id in DecidedPlugin]: ServerPlugin<Id> } & { [Id in PluginId]?: ServerPlugin<Id> }

/** Their gates; one of a plugin that is off lets everybody pass. */
export function gatesOf(plugins: ServerPlugins): Gate[] {
  return entriesOf(plugins).flatMap(([id, { gate }]) => {
    const gateWhereOn: Gate = (state, seat) =>
      gate && hasPlugin(state.session.settings, id) ? gate(state, seat) : 'pass'
    return gate ? [gateWhereOn] : []
  })
}

type PluginEventName = { [Id in AskedPlugin]: keyof (typeof pluginEvents)[Id] }[AskedPlugin]
type AnyDecision = (asked: Asked, payload: unknown) => Outcome

/** What is done about their events, each refused where its plugin is off, or to whoever may not send it. */
export function eventsOf(
  plugins: ServerPlugins,
  {
    visits,
    ids,
    served,
  }: { visits: Pick<Visits, 'act' | 'mayAsk'>; ids: Ids; served: { [Id in ServedPlugin]: Served<Id> } },
): Pick<EventHandlers, PluginEventName> {
  const handlers = entriesOf(plugins).flatMap(([id, plugin]) => {
    const specs: Record<string, PluginEventSpec> = id in pluginEvents ? pluginEvents[id as AskedPlugin] : {}
    const decisions = ('events' in plugin ? plugin.events : {}) as Record<string, AnyDecision>
    return Object.entries(decisions).map(([name, decide]) => {
      const handler = (asker: Asker, payload: unknown) =>
        visits.act(asker, (state, seat, now) => {
          if (!hasPlugin(state.session.settings, id)) return { problem: 'plugin-off' }
          const allowed = specs[name]?.from === 'host' ? allow(state, seat) : { state }
          return 'problem' in allowed ? allowed : decide({ state, seat, now, newCallId: ids.sorted() }, payload)
        })
      return [name, handler] as const
    })
  })
  const servedHandlers = Object.entries(served).flatMap(([id, doing]) =>
    Object.entries<PluginEventSpec>(pluginEvents[id as ServedPlugin]).map(([name, { from, notAfterwards = false }]) => {
      const serve = doing[name as keyof typeof doing] as (asker: Asker, payload: unknown) => Promise<Answer>
      const handler = async (asker: Asker, payload: unknown) => {
        const may = await visits.mayAsk(asker, { plugin: id as ServedPlugin, from, notAfterwards })
        return may.ok ? serve(asker, payload) : may
      }
      return [name, handler] as const
    }),
  )
  return Object.fromEntries([...handlers, ...servedHandlers]) as Pick<EventHandlers, PluginEventName>
}

const entriesOf = (plugins: ServerPlugins) => Object.entries(plugins) as [PluginId, ServerPlugin][]
