import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { judge, needless } from './boundaries.mjs'
import { root } from './run.mjs'

/** @type {import('./boundaries.mjs').Boundaries} */
const small = {
  sets: { libraries: ['node:*', 'kysely'] },
  layers: {
    ground: { imports: ['libraries'], folders: { 'a/ground': [] } },
    features: {
      imports: ['ground', 'libraries'],
      folders: { 'a/one': ['a/two/service.ts'], 'a/two': ['types of a/one'], 'a/plugins/*/**': [] },
    },
  },
  kinds: [
    {
      files: ['a/**/rules.ts'],
      never: ['libraries', 'values of a/**/store.ts', './service.ts'],
      why: 'Rules are pure.',
    },
  ],
  tests: { files: ['**/*.test.ts'], imports: ['vitest'] },
}

/**
 * What is said of imports, each written as `from → to` or `from → types of to`.
 * @param {string[]} arrows
 */
function say(...arrows) {
  return judge(small, graphOf(arrows)).map((text) => text.replaceAll(':1 ', ' '))
}

/** @param {readonly string[]} arrows */
function graphOf(arrows) {
  /** @type {Map<string, { to: string, isOfTypes: boolean, line: number }[]>} */
  const graph = new Map()
  for (const arrow of arrows) {
    const [, file = '', types, to = ''] = /^(.+) → (types of )?(.+)$/.exec(arrow) ?? []
    graph.set(file, [...(graph.get(file) ?? []), { to, isOfTypes: types !== undefined, line: 1 }])
  }
  return graph
}

test('a folder may import itself, what stands below it, and what its own line adds', () => {
  const allowed = ['a/one/x.ts → a/one/y.ts', 'a/one/x.ts → a/ground/ids.ts', 'a/one/x.ts → a/two/service.ts']
  expect(say(...allowed, 'a/one/x.ts → node:fs')).toEqual([])
})

test('whatever else it imports is named with both ends', () => {
  expect(say('a/ground/ids.ts → a/one/x.ts')).toEqual([
    'a/ground/ids.ts → a/one/x.ts: a/ground (ground) may not import it.',
  ])
  expect(say('a/one/x.ts → a/two/store.ts')).toHaveLength(1)
  expect(say('a/one/x.ts → pg')).toHaveLength(1)
})

test('where only types are allowed a value is not', () => {
  expect(say('a/two/x.ts → types of a/one/x.ts')).toEqual([])
  expect(say('a/two/x.ts → a/one/x.ts')).toHaveLength(1)
})

test('each folder that a star stands for is by itself, with all that is in it', () => {
  expect(say('a/plugins/chat/x.ts → a/plugins/chat/words/en.ts')).toEqual([])
  expect(say('a/plugins/chat/x.ts → a/plugins/hand/x.ts')).toHaveLength(1)
})

test('a folder without a line is named, also one inside a folder that has one', () => {
  expect(say('a/new/x.ts → a/ground/ids.ts')).toEqual(['a/new/ is not in boundaries.json.'])
  expect(say('a/one/inside/x.ts → a/one/y.ts', 'a/one/y.ts → a/one/inside/x.ts')).toHaveLength(1)
})

test('files of a kind may not import what their folder may', () => {
  expect(say('a/one/rules.ts → node:fs')).toEqual(['a/one/rules.ts → node:fs: Rules are pure.'])
  expect(say('a/one/rules.ts → a/one/store.ts')).toHaveLength(1)
  expect(say('a/one/rules.ts → types of a/one/store.ts')).toEqual([])
  expect(say('a/one/rules.ts → a/one/service.ts')).toHaveLength(1)
})

test('tests import what they test and what tests need, and nobody imports a test', () => {
  expect(say('a/one/rules.test.ts → vitest', 'a/one/rules.test.ts → a/two/store.ts')).toEqual([])
  expect(say('a/one/rules.test.ts → b/one/x.ts')).toHaveLength(1)
  expect(say('a/one/x.ts → vitest')).toHaveLength(1)
  expect(say('a/one/x.ts → a/one/x.test.ts')).toHaveLength(1)
})

test('what the table allows and nobody needs is said', () => {
  const graph = graphOf(['a/one/x.ts → a/two/service.ts', 'a/two/service.ts → kysely', 'a/plugins/chat/x.ts → kysely'])
  expect(needless(small, graph)).toEqual([
    'ground imports nothing of libraries.',
    'There is no a/ground.',
    'features imports nothing of ground.',
    'a/two imports nothing of types of a/one.',
  ])
})

test.each([
  ['the contract is pure', 'contract/src/x.ts → node:crypto'],
  ['the contract knows nothing of ours', 'contract/src/x.ts → server/src/config.ts'],
  ['the script for other pages is small', 'embed/src/x.ts → contract/src/realtime.ts'],
  ['storage knows no feature', 'server/src/db/x.ts → server/src/sessions/service.ts'],
  ['what is true of every route knows no feature', 'server/src/http/x.ts → types of server/src/visits/state.ts'],
  ['a feature knows others by their service', 'server/src/summary/x.ts → server/src/sessions/store.ts'],
  ['no feature knows a plugin', 'server/src/visits/x.ts → server/src/plugins/waiting-room/rules.ts'],
  ['rules do no input or output', 'server/src/visits/rules.ts → node:fs'],
  ['rules use only types of a store', 'server/src/visits/host-rules.ts → server/src/visits/store.ts'],
  ['a store is not asked by way of HTTP', 'server/src/visits/store-presence.ts → fastify'],
  ['a store does not publish', 'server/src/webhooks/store-deliveries.ts → server/src/webhooks/service.ts'],
  ['what happens does not depend on HTTP', 'server/src/sessions/service.ts → types of server/src/http/validation.ts'],
  ['the server never knows the room', 'server/src/pages/room/x.ts → room/src/app.tsx'],
  ['the room never knows the server', 'room/src/x.ts → types of server/src/visits/state.ts'],
  ['the room runs in a browser', 'room/src/call/x.ts → node:events'],
  ['the call does without the view library', 'room/src/call/x.ts → preact'],
  ['the call does without screens', 'room/src/call/mesh/x.ts → types of room/src/screens/later.tsx'],
  ['building blocks know nothing of calls', 'ui/src/x.tsx → types of room/src/call/call.ts'],
  ['building blocks know nothing of the contract', 'ui/src/x.tsx → contract/src/realtime.ts'],
  ['no plugin knows another one', 'room/src/plugins/chat/x.ts → room/src/plugins/screen-share/plugin.tsx'],
  ['a plugin knows nothing of the call', 'room/src/plugins/chat/x.ts → types of room/src/call/call.ts'],
  ['screens reach plugins through their host', 'room/src/screens/in-call/x.tsx → room/src/plugins/chat/plugin.tsx'],
  ['journeys see the product from outside', 'e2e/x.spec.ts → server/src/config.ts'],
])('%s', (_, arrow) => {
  const boundaries = JSON.parse(readFileSync(path.join(root, 'boundaries.json'), 'utf8'))
  const [said = ''] = judge(boundaries, graphOf([arrow]))
  // A folder that boundaries.json does not list would be complained of as well, but that is not the point.
  expect(said).toContain(arrow.replace(' → ', ':1 → ').replace('types of ', ''))
})
