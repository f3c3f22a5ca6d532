import { expect, test } from 'vitest'
import { lockFor, manifestFor } from './manifests.mjs'

const lock = {
  name: 'anteroom',
  lockfileVersion: 3,
  packages: {
    '': { workspaces: ['contract', 'server', 'e2e'], dependencies: { node: '^24' }, devDependencies: { lint: '1' } },
    contract: { dependencies: { colours: '4' }, devDependencies: { types: '1' } },
    e2e: { dependencies: { browser: '1' } },
    server: { dependencies: { http: '5', '@x/contract': '*' }, optionalDependencies: { database: '1' } },
    'node_modules/@x/contract': { resolved: 'contract', link: true },
    'node_modules/@x/e2e': { resolved: 'e2e', link: true },
    'node_modules/@x/server': { resolved: 'server', link: true },
    'node_modules/browser': { version: '1' },
    'node_modules/colours': { version: '4' },
    'node_modules/database': { version: '1', devOptional: true },
    'node_modules/http': { version: '5', dependencies: { wire: '1' }, peerDependencies: { peer: '1', may: '1' } },
    'node_modules/http/node_modules/wire': { version: '1', dependencies: { colours: '4' } },
    'node_modules/lint': { version: '1', dev: true },
    'node_modules/may': { version: '1' },
    'node_modules/node': { version: '24', dev: true },
    'node_modules/peer': { version: '1' },
    'node_modules/types': { version: '1', dev: true },
    'node_modules/wire': { version: '2' },
  },
}
const http = lock.packages['node_modules/http']
const meta = { may: { optional: true } }
const { packages } = lockFor({
  ...lock,
  packages: { ...lock.packages, 'node_modules/http': { ...http, peerDependenciesMeta: meta } },
})

test('the lock of a release has what the service runs on, at its places, and nothing else', () => {
  expect(Object.keys(packages).filter((place) => place.startsWith('node_modules/'))).toEqual([
    'node_modules/@x/contract',
    'node_modules/@x/server',
    'node_modules/colours',
    'node_modules/database',
    'node_modules/http',
    'node_modules/http/node_modules/wire',
    'node_modules/node',
    'node_modules/peer',
  ])
  expect(packages).not.toHaveProperty('e2e')
})

test('of nothing in it one says that it is a tool', () => {
  expect(packages['node_modules/node']).toEqual({ version: '24' })
  expect(packages['node_modules/database']).toEqual({ version: '1', optional: true })
  expect(packages['']).toEqual({ workspaces: ['contract', 'server'], dependencies: { node: '^24' } })
  expect(packages.contract).toEqual({ dependencies: { colours: '4' } })
})

test('package.json of a release has the commands that work there', () => {
  const scripts = { start: 'a', test: 'b', build: 'c', admin: 'd' }
  expect(manifestFor({ name: 'anteroom', scripts, devDependencies: { lint: '1' }, browsers: [] })).toEqual({
    name: 'anteroom',
    workspaces: ['contract', 'server'],
    scripts: { start: 'a', build: 'c', admin: 'd' },
  })
})
