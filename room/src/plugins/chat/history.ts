import { kept as keptIn, orEntry } from '@anteroom/ui/ground/kept.ts'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { type FileBefore, type FileOffer, readFileMessage } from './file-messages.ts'
import type { LaterFiles } from './later-files.ts'
import { textOf } from './text-of.ts'

/** Something that was written or sent before this page was loaded: by the one who tells it, or by us. */
export type Again = { key: string; text: string; at: number; isOurs: boolean; file?: FileBefore | undefined }

type Kept = Omit<Again, 'file'> & { file?: FileOffer | undefined; seenBy: Set<string> }

/** More is not told again, by anybody. */
const most = 300
const maxKey = 40

/**
 * What was written in a call is in the browsers of those who were there and nowhere else: whoever loads their page again
 * gets it back from them. Each tells what it wrote itself and the other one saw, and what it has from them; nobody
 * learns what was said before they came. Whoever has the same link on another device is not told: each page that is loaded
 * again proves by a word, which its tab has kept, that it is the one from before.
 */
export function keepHistory(
  host: PluginHost<'chat'>,
  files: Pick<LaterFiles, 'isShared' | 'anew'>,
  restore: (from: { visitId: string; name: string }, one: Again) => void,
) {
  const startedAt = host.serverNow()
  const kept: Kept[] = []
  const asked = new Set<string>()
  const proofs = new Map<string, string>()
  const told = new Map<string, number>()
  const memory = keptIn(
    `anteroom.chat.${host.view.get().me.visitId}`,
    orEntry(() => sessionStorage),
  )
  const proof = memory.get() ?? crypto.randomUUID()
  memory.set(proof)

  function keep(one: Kept) {
    kept.push(one)
    if (kept.length > most) kept.shift()
  }

  function ask() {
    for (const { visitId } of host.view.get().people) {
      if (asked.has(visitId)) continue
      asked.add(visitId)
      host.channel.send({ before: 'please', proof }, visitId)
    }
  }
  ask()
  host.view.subscribe(ask, host.until)

  function tell(visitId: string) {
    for (const { key, text, at, isOurs, file, seenBy } of kept) {
      if (!seenBy.has(visitId)) continue
      // Pages from before read nothing that has no text, and can show nothing of a file.
      const what = file ? { file: { ...file, isGone: isOurs && !files.isShared(file.id) } } : { text }
      host.channel.send({ again: { key, ...what, at, isOurs: !isOurs } }, visitId)
    }
  }

  /** One that proves nothing has seen nothing. */
  function meet(visitId: string, given: unknown) {
    if (typeof given !== 'string' || given.length > maxKey) return
    const before = proofs.get(visitId) ?? given
    if (before !== given) for (const one of kept) one.seenBy.delete(visitId)
    proofs.set(visitId, given)
  }

  /** The other browser is not ours to trust: it may tell of the time before this page, when it was asked. */
  function readAgain(visitId: string, data: object): Again | null {
    if (!('again' in data) || typeof data.again !== 'object' || !data.again || !asked.has(visitId)) return null
    const { key, at, isOurs, file: given } = data.again as Partial<Record<keyof Again, unknown>>
    const file = readFileBefore(given, key)
    const text = file?.name ?? textOf(data.again)
    if (typeof key !== 'string' || key.length > maxKey || text === null || typeof at !== 'number') return null
    return at < startedAt ? { key, text, at, isOurs: isOurs === true, file } : null
  }
  const everybody = () => new Set(host.view.get().people.map(({ visitId }) => visitId))

  return {
    /** We have written something; gives the key by which it is known. */
    wrote(text: string, at: number): string {
      const key = crypto.randomUUID()
      keep({ key, text, at, isOurs: true, seenBy: everybody() })
      return key
    },
    heard(visitId: string, data: object, text: string, at: number) {
      const key = 'key' in data && typeof data.key === 'string' && data.key.length <= maxKey ? data.key : null
      if (key !== null) keep({ key, text, at, isOurs: false, seenBy: new Set([visitId]) })
    },
    offered: (file: FileOffer, at: number) =>
      keep({ key: file.id, text: file.name, at, isOurs: true, file, seenBy: everybody() }),
    heardOffer: (visitId: string, { id, name, size, type }: FileOffer, at: number) =>
      keep({ key: id, text: name, at, isOurs: false, file: { id, name, size, type }, seenBy: new Set([visitId]) }),
    /** Whether it was about what was written before. */
    hear(from: { visitId: string; name: string }, data: unknown): boolean {
      if (typeof data !== 'object' || data === null) return false
      if ('before' in data) {
        meet(from.visitId, 'proof' in data ? data.proof : null)
        if (data.before === 'please') {
          files.anew(from.visitId)
          host.channel.send({ before: 'known', proof }, from.visitId)
          tell(from.visitId)
        }
        return true
      }
      if (!('again' in data)) return false
      const one = readAgain(from.visitId, data)
      const count = told.get(from.visitId) ?? 0
      if (!one || count >= most) return true
      told.set(from.visitId, count + 1)
      const known = kept.find(({ key }) => key === one.key)
      if (known) {
        if (known.isOurs) known.seenBy.add(from.visitId)
        return true
      }
      keep({ ...one, seenBy: new Set([from.visitId]) })
      restore(from, one)
      return true
    },
  }
}

/** It has the id by which it is known: nobody changes by it what else is shown here. */
function readFileBefore(given: unknown, key: unknown): FileBefore | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const offer = readFileMessage({ ...given, file: 'offer', id: key })
  if (offer?.file !== 'offer') return undefined
  const { id, name, size, type } = offer
  return { id, name, size, type, isGone: 'isGone' in given && given.isGone === true }
}
