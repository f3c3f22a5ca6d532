import { kept as keptIn } from '@anteroom/ui/ground/kept.ts'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { textOf } from './text-of.ts'

/** Something that was written before this page was loaded: by the one who tells it, or by us. */
export type Again = { key: string; text: string; at: number; isOurs: boolean }

type Kept = Again & { seenBy: Set<string> }

/** More is not told again. */
const most = 300
const maxKey = 40

/**
 * What was written in a call is in the browsers of those who were there and nowhere else: whoever loads their page again
 * gets it back from them. Each tells what it wrote itself and the other one saw, and what it has from them; nobody
 * learns what was said before they came. Whoever has the same link on another device is not told: each page that is loaded
 * again proves by a word, which its tab has kept, that it is the one from before.
 */
export function keepHistory(host: PluginHost<'chat'>, restore: (from: { name: string }, one: Again) => void) {
  const startedAt = host.serverNow()
  const kept: Kept[] = []
  const asked = new Set<string>()
  const proofs = new Map<string, string>()
  const memory = keptIn(`anteroom.chat.${host.view.get().me.visitId}`, () => sessionStorage)
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
    for (const { key, text, at, isOurs, seenBy } of kept) {
      if (seenBy.has(visitId)) host.channel.send({ again: { key, text, at, isOurs: !isOurs } }, visitId)
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
    const { key, at, isOurs } = data.again as Partial<Record<keyof Again, unknown>>
    const text = textOf(data.again)
    if (typeof key !== 'string' || key.length > maxKey || text === null || typeof at !== 'number') return null
    return at < startedAt ? { key, text, at, isOurs: isOurs === true } : null
  }

  return {
    /** We have written something; gives the key by which it is known. */
    wrote(text: string, at: number): string {
      const key = crypto.randomUUID()
      keep({ key, text, at, isOurs: true, seenBy: new Set(host.view.get().people.map(({ visitId }) => visitId)) })
      return key
    },
    heard(visitId: string, data: object, text: string, at: number) {
      const key = 'key' in data && typeof data.key === 'string' && data.key.length <= maxKey ? data.key : null
      if (key !== null) keep({ key, text, at, isOurs: false, seenBy: new Set([visitId]) })
    },
    /** Whether it was about what was written before. */
    hear(from: { visitId: string; name: string }, data: unknown): boolean {
      if (typeof data !== 'object' || data === null) return false
      if ('before' in data) {
        meet(from.visitId, 'proof' in data ? data.proof : null)
        if (data.before === 'please') {
          host.channel.send({ before: 'known', proof }, from.visitId)
          tell(from.visitId)
        }
        return true
      }
      if (!('again' in data)) return false
      const one = readAgain(from.visitId, data)
      if (!one) return true
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
