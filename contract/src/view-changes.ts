import type { ListName, Splice, ViewChanges, VisitView } from './realtime.ts'

const listNames = ['people', 'waiting', 'expected'] as const satisfies ListName[]

/** What a page has to be told that was shown `before`. */
export function viewChanges(before: VisitView, after: VisitView): ViewChanges {
  const { revision, now, people: _people, waiting: _waiting, expected: _expected, ...members } = after
  const differs = Object.entries(members).filter(([name, value]) => !isSame(value, before[name as keyof VisitView]))
  const lists = listNames.flatMap((name) => {
    const splice = spliceBetween<unknown>(before[name], after[name])
    return splice ? [[name, splice]] : []
  })
  const gone = Object.keys(before).filter((name) => after[name as keyof VisitView] === undefined)
  const changes = { revision, now, members: Object.fromEntries(differs), lists: Object.fromEntries(lists) }
  return gone.length > 0 ? { ...changes, gone } : changes
}

/** The view that comes of these changes to the one that was shown before. */
export function viewWith(before: VisitView, { revision, now, members, lists, gone = [] }: ViewChanges): VisitView {
  const changed = Object.entries(lists).map(([name, { from, gone, came }]) => {
    const list: unknown[] = before[name as ListName]
    return [name, [...list.slice(0, from), ...came, ...list.slice(from + gone)]]
  })
  const view = { ...before, revision, now, ...members, ...Object.fromEntries(changed) }
  for (const name of gone) Reflect.deleteProperty(view, name)
  return view
}

function spliceBetween<Item>(before: readonly Item[], after: readonly Item[]): Splice<Item> | null {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && isSame(before[from], after[from])) from += 1
  let kept = 0
  while (kept < shorter - from && isSame(before.at(-1 - kept), after.at(-1 - kept))) kept += 1
  const came = after.slice(from, after.length - kept)
  const gone = before.length - kept - from
  return gone === 0 && came.length === 0 ? null : { from, gone, came }
}

/** Both were made by the same code, in the same order. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
