import type { LineLevel, Peer, Quality, SourceTracks } from '../../call/media.ts'
import type { PanelId } from '../../desk/desk.ts'
import { type Preferences, usual } from '../../desk/preferences.ts'
import { createStore } from '../../ground/store.ts'

/** What the screen shows in the moment before the call itself is there. */
export const nothing = {
  peers: createStore<readonly Peer[]>([]),
  sending: createStore<SourceTracks>({ microphone: null, camera: null, screen: null, 'screen-sound': null }),
  raised: createStore<readonly string[]>([]),
  quality: createStore<ReadonlyMap<string, Quality>>(new Map()),
  ownLine: createStore<LineLevel>('good'),
  pinned: createStore<string | null>(null),
  interrupted: createStore<readonly string[]>([]),
  panel: createStore<PanelId | null>(null),
  preferences: createStore<Preferences>(usual),
}
