import { createStore, type Store } from '@anteroom/ui/ground/store.ts'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { maxFileBytes } from './file-limits.ts'
import { type FileBefore, type FileOffer, readFileMessage } from './file-messages.ts'
import { createIncoming, type Incoming } from './incoming.ts'
import { laterWords } from './later-words.ts'
import { createOutgoing, type Outgoing } from './outgoing.ts'
import { safeName } from './safe-name.ts'
import type { WayToSave } from './way-to-save.ts'

export type FilesState = Readonly<{
  incoming: ReadonlyMap<string, Incoming>
  outgoing: ReadonlyMap<string, Outgoing>
  way: WayToSave
}>

export type Files = ReturnType<typeof createFiles>

/** Files between the browsers of one call; in their memory alone until somebody saves one. */
export function createFiles(host: PluginHost<'chat'>, save: typeof saveAs = saveAs, find = wayToSave) {
  const state = createStore<FilesState>({ incoming: new Map(), outgoing: new Map(), way: 'download' })
  let present: ReadonlySet<string> = new Set()
  const show = (part: Partial<FilesState>) => state.set({ ...state.get(), ...part })
  const showIncoming = (one: Incoming) => show({ incoming: new Map(state.get().incoming).set(one.key, one) })
  const showOutgoing = (one: Outgoing) => show({ outgoing: new Map(state.get().outgoing).set(one.id, one) })
  const incoming = createIncoming({
    host,
    changed: showIncoming,
    arrived({ name }, blob) {
      const { arrived, toSave, cannotSave } = laterWords().files
      const { way } = state.get()
      // A sheet of the system's opens for a tap only.
      if (way === 'download') void save(blob, name)
      host.announce(way === 'download' ? arrived(name) : `${name}: ${way === 'share' ? toSave : cannotSave}`)
    },
  })
  const outgoing = createOutgoing({ host, changed: showOutgoing })

  function showOffer(from: string, offer: FileOffer): Incoming | null {
    const offered = incoming.offer(from, offer)
    if (offered) showIncoming(offered)
    void find().then(
      (way) => show({ way }),
      () => {},
    )
    return offered
  }

  function follow() {
    const { phase, people } = host.view.get()
    const isHere = phase.name === 'in-call'
    // Somebody on hold sees nobody, and yet the others are still there.
    if (isHere) present = new Set(people.map(({ visitId }) => visitId))
    const reachable = isHere ? people.filter(({ onHold }) => !onHold) : []
    incoming.follow(present, new Set(reachable.map(({ visitId }) => visitId)))
    outgoing.follow(present)
  }
  follow()
  host.view.subscribe(follow, host.until)
  host.until.addEventListener('abort', () => {
    incoming.end()
    outgoing.end()
  })

  return {
    state: state as Store<FilesState>,
    /** Offers a file to everyone who is there; null when it is too large. */
    share(file: File): FileOffer | null {
      if (file.size > maxFileBytes) return null
      const shared = outgoing.offer(file, safeName(file.name))
      showOutgoing(shared)
      return { id: shared.id, name: shared.name, size: file.size, type: file.type }
    },
    isShared: outgoing.isShared,
    /** The page of somebody is another one than before. */
    anew: incoming.anew,
    /**
     * Shows one that was sent before this page was loaded: theirs can be had again, and ours is here no longer. Gives the key
     * by which it is shown; null for one too many.
     */
    restore(from: string, { isGone, ...offer }: FileBefore, isOurs: boolean): string | null {
      if (isOurs) {
        if (state.get().outgoing.has(offer.id)) return null
        showOutgoing({ id: offer.id, name: offer.name, size: offer.size, state: 'lost', deliveries: [] })
        return offer.id
      }
      const offered = showOffer(from, offer)
      if (isGone) incoming.stopped(from, offer.id)
      return offered?.key ?? null
    },
    takeBack: (id: string) => outgoing.takeBack(id),
    take: incoming.take,
    cancel: incoming.cancel,
    save({ blob, name }: Incoming) {
      if (blob) void save(blob, name)
    },
    hear(from: { visitId: string; name: string }, data: unknown): Incoming | null {
      const message = readFileMessage(data)
      if (!message) return null
      if (message.file === 'offer') return showOffer(from.visitId, message)
      if (message.file === 'stop') incoming.stopped(from.visitId, message.id)
      outgoing.hear(from, message)
      return null
    },
  }
}

/** What tells browsers apart is fetched when there is a file. */
async function wayToSave(): Promise<WayToSave> {
  const here = await import('./way-to-save.ts')
  return here.wayToSave()
}

/** Hands a file to the browser's downloads, or to the system's sheet. */
export async function saveAs(blob: Blob, name: string) {
  // Without what tells them apart it is as nearly everywhere.
  if ((await wayToSave().catch(() => 'download')) === 'share') {
    // Closing the sheet is a decision, too.
    navigator.share({ files: [new File([blob], name, { type: blob.type })] }).catch(() => {})
    return
  }
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may only begin to read it after this; a minute is what FileSaver and others allow it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
