import type { Answer, ClientEventName, ClientPayload, VisitView } from '@anteroom/contract/realtime'
import type { Store } from '@anteroom/ui/ground/store.ts'
import type { ComponentType } from 'preact'
import type { Channel } from '../call/data.ts'
import type { HostParts } from './plugin-host.ts'

type DoorEvent = Extract<ClientEventName, `door:${string}`>

/** What the door gets of the room: what a plugin could ask for, and also who waits. */
export type DoorHost = Pick<HostParts, 'panel' | 'announce' | 'chime' | 'setTitleCount'> & {
  view: Store<VisitView>
  /** Whether the panel of the people is open, which covers the call on a phone. */
  isPeopleOpen: Store<boolean>
  /** By which people in the call ask for help. */
  help: Channel
  /** Whether this person wants single keys to do something. */
  keysAreOn(): boolean
  request<Name extends DoorEvent>(event: Name, payload: ClientPayload<Name>): Promise<Answer<Name>>
  serverNow(): number
  until: AbortSignal
}

export type DoorParts = {
  /** Shown above the people in their panel. */
  AbovePeople: ComponentType
  /** Shown beside the pictures. */
  Rail: ComponentType
  /** Shown on a screen that somebody shows. */
  OnScreen: ComponentType
}
