import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { EventSpec } from './event-spec.ts'
import { clientEvents, Handshake } from './realtime.ts'

type Schema = {
  type?: string | string[]
  maxLength?: number
  pattern?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}

/** What differs although it has the same name, and why that is right: what is given is never refused by the other. */
const otherThings: Record<string, string> = {
  scope: 'of a client a list of words, of an authorisation code all of them in one text',
  state: 'a mark that is looked for may be as long as marks once were',
  phone: 'of a participant what an integrator noted, of a team what visitors dial',
  description: 'of an application what users read, of a webhook a mark',
  after: 'a place in a list, which each list says in its own way',
}

/** Other names for the same thing, as the API calls it. */
const alsoCalled: Record<string, string> = { 'visit:enter name': 'display_name', 'call:invite name': 'display_name' }

/** Whatever is in that folder: a file that is added is looked at without being listed here. */
const files = (await readdir(path.join(import.meta.dirname, 'api'))).filter((name) => !name.endsWith('.test.ts'))
const modules: Record<string, unknown>[] = await Promise.all(
  files.map((name) => import(`./api/${path.parse(name).name}.ts`)),
)

/** Every text that the contract lets in, by its name: where, and which texts that may be. */
function textsOfAll(): Map<string, { where: string; limits: string }[]> {
  const texts = new Map<string, { where: string; limits: string }[]>()
  function walk(where: string, { type, maxLength, pattern, ...schema }: Schema, member: string) {
    // What the service only gives has no limit.
    if ([type].flat().includes('string') && maxLength !== undefined) {
      const name = alsoCalled[`${where.split('.')[0]} ${member}`] ?? member
      texts.set(name, [...(texts.get(name) ?? []), { where, limits: `${maxLength} ${pattern ?? ''}` }])
    }
    for (const [name, one] of Object.entries(schema.properties ?? {})) walk(`${where}.${name}`, one, name)
    if (schema.items) walk(where, schema.items, member)
    for (const one of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) walk(where, one, member)
  }
  for (const exported of modules) {
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value === 'object' && value !== null) walk(name, value as Schema, '')
    }
  }
  for (const [name, { payload }] of Object.entries<EventSpec>(clientEvents)) walk(name, payload as Schema, '')
  walk('visit:enter', Handshake.properties.enter as Schema, '')
  return texts
}

test('what is accepted in one place is accepted in every other one', () => {
  const texts = textsOfAll()
  expect(texts.get('display_name')?.map(({ where }) => where)).toEqual(
    expect.arrayContaining(['NewParticipant.display_name', 'visit:enter.name', 'call:invite.name']),
  )
  const differing = [...texts].filter(
    ([name, places]) => !(name in otherThings) && new Set(places.map(({ limits }) => limits)).size > 1,
  )
  expect(differing).toEqual([])
})
