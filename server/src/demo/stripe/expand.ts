import { copyOf } from './copy.ts'
import type { Account } from './objects.ts'
import { invalid } from './refusal.ts'

const maxDepth = 4

/** A copy of an answer in which the ids that somebody asked for are the objects themselves. */
export function expanded(account: Account, object: object, paths: readonly string[]): object {
  const copy = copyOf(object)
  for (const path of paths) {
    const names = path.split('.')
    if (names.length > maxDepth) throw invalid(`You cannot expand more than ${maxDepth} levels of a property.`)
    expand(account, copy, names, path)
  }
  return copy
}

function expand(account: Account, at: unknown, [name, ...more]: string[], path: string) {
  if (name === undefined || at === null) return
  if (Array.isArray(at)) {
    for (const item of at) expand(account, item, [name, ...more], path)
    return
  }
  if (typeof at !== 'object' || !Object.hasOwn(at, name)) throw cannot(path)
  const holder = at as Record<string, unknown>
  const value = holder[name]
  if (typeof value === 'string') {
    const found = findAny(account, value)
    if (!found) throw cannot(path)
    holder[name] = copyOf(found)
  } else if (value !== null && typeof value !== 'object') throw cannot(path)
  expand(account, holder[name], more, path)
}

const cannot = (path: string) => invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })

function findAny({ sessions, intents, setups, methods, charges, refunds, customers }: Account, id: string) {
  const all: Map<string, object>[] = [sessions, intents, setups, methods, charges, refunds, customers]
  return all.find((kind) => kind.has(id))?.get(id)
}
