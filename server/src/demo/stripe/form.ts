import { invalid } from './refusal.ts'

/** Without a prototype, so that no name in it means anything. */
export type Form = { [name: string]: string | Form }

const maxPairs = 1000
const maxDepth = 8

/** `a[b][0][c]=d`, as Stripe's libraries write bodies and queries, is `{ a: { b: { 0: { c: 'd' } } } }`. */
export function readForm(text: string): Form {
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > maxPairs) throw invalid(`Too many parameters: at most ${maxPairs} are read.`)
  const form: Form = Object.create(null)
  for (const [key, value] of pairs) put(form, key, value)
  return form
}

function put(form: Form, key: string, value: string) {
  const path = key.replaceAll(']', '').split('[')
  if (path.length > maxDepth) throw invalid(`Invalid parameter: ${key.slice(0, 100)} is nested too deeply.`)
  let at = form
  for (const [depth, part] of path.entries()) {
    // `a[]=` asks for the next place in a list.
    const name = part === '' ? String(Object.keys(at).length) : part
    if (depth === path.length - 1) {
      at[name] = value
      return
    }
    at[name] ??= Object.create(null) as Form
    const next = at[name]
    if (typeof next === 'string') throw invalid(`Invalid parameter: ${key.slice(0, 100)} is a value and an object.`)
    at = next
  }
}
