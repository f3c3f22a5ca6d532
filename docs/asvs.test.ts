import { access, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { flagNames } from '@anteroom/contract/feature-flags'
import { expect, test } from 'vitest'

/** The levels of the standard's requirements: of each chapter its sections, of each section its requirements in order. */
const levels: Record<string, string[]> = {
  V1: ['22', '1111122223', '112222222223', '222', '123'],
  V2: ['122', '112', '12223', '23'],
  V3: ['3', '113', '12223', '11222233', '11122333', '3', '22333'],
  V4: ['12233', '23333', '22', '1222'],
  V5: ['2', '112333', '113', '222'],
  V6: ['122', '111111112222', '11223333', '112233', '22222333', '2223', '33', '2222'],
  V7: ['222', '1111', '22', '11222', '223', '22'],
  V8: ['1233', '1123', '133', '23'],
  V9: ['111', '1222'],
  V10: ['22', '223', '22223', '1111122222233333', '22222', '22', '222'],
  V11: ['2233', '22233', '11233', '1222', '23', '23', '33'],
  V12: ['12233', '11', '22223'],
  V13: ['2333', '222223', '2233', '1222233'],
  V14: ['22', '12223333', '122'],
  V15: ['12233', '12233', '1222222', '3333'],
  V16: ['2', '22222', '2222', '222', '2223'],
  V17: ['23', '22223333', '22'],
}

const root = path.join(import.meta.dirname, '..')
const text = await readFile(path.join(import.meta.dirname, 'asvs.md'), 'utf8')
const rows = [...text.matchAll(/^\| (V[\d.]+) \| (\d) \| (.+?) \| (.+) \|$/gm)].map(
  ([, id = '', level = '', asks = '', answer = '']) => ({ id, level, asks, answer }),
)
const [, left = ''] = /^## What is left$([\s\S]+?)^## /m.exec(text) ?? []

test('the list has every requirement of level 1 and 2 once, in the order of the standard', () => {
  const wanted = Object.entries(levels).flatMap(([chapter, sections]) =>
    sections.flatMap((section, at) =>
      [...section].map((level, number) => ({ id: `${chapter}.${at + 1}.${number + 1}`, level })),
    ),
  )
  const listed = rows.map(({ id, level }) => ({ id, level }))
  expect(listed).toEqual(wanted.filter(({ level }) => level !== '3'))
})

test('each requirement is answered in one of the ways that the list explains', () => {
  const other = rows.filter(
    ({ answer }) =>
      !/^met: (`[^`]+` “[^”]+”(; |$))+$/.test(answer) &&
      !/^met by what it is: .+ \(`[^`]+`\)$/.test(answer) &&
      !/^met in writing: \[.+\)$/.test(answer) &&
      !/^not (applicable|met): .+/.test(answer),
  )
  expect(other).toEqual([])
})

test('every test that is named exists', async () => {
  const files = new Map<string, string>()
  for (const { id, answer } of rows) {
    for (const [, file = '', names = ''] of answer.matchAll(/`([^`]+)` “([^”]+)”/g)) {
      const source = files.get(file) ?? (await readFile(path.join(root, file), 'utf8'))
      files.set(file, source)
      for (const name of names.split(' > ')) expect(named(source, name), `${id}: ${file} has “${name}”`).toBe(true)
    }
    for (const [, file = ''] of answer.matchAll(/^met by what it is: .+\(`([^`]+)`\)$/g))
      await readFile(path.join(root, file))
  }
})

/** Whether a test or a group of tests has that name, with whatever quotation marks. */
function named(source: string, name: string): boolean {
  return ["'", '"', '`'].some((mark) => source.includes(mark + name.replaceAll(mark, `\\${mark}`) + mark))
}

test('what is not met, and nothing else, is told at the top', () => {
  const unmet = rows.filter(({ answer }) => answer.startsWith('not met')).map(({ id }) => id)
  expect([...left.matchAll(/V\d+\.\d+\.\d+/g)].map(([id]) => id).sort()).toEqual(unmet.sort())
})

/** All code of ours that runs at a clinic: the server, and what it gives to browsers. */
async function sources(...folders: string[]) {
  const found = []
  for (const folder of folders) {
    const names = await readdir(path.join(root, folder), { recursive: true })
    for (const name of names.filter((one) => /\.tsx?$/.test(one) && !/\.(test|test-d|gen)\.ts$/.test(one))) {
      found.push({ file: `${folder}/${name}`, source: await readFile(path.join(root, folder, name), 'utf8') })
    }
  }
  return found
}

test('no code and no markup is made out of text', async () => {
  const making =
    /\b(eval|Function)\(|\b(inner|outer)HTML\b|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|node:vm/
  const makers = (await sources('server/src', 'contract/src', 'ui/src', 'room/src', 'embed/src')).filter(({ source }) =>
    making.test(source),
  )
  expect(makers.map(({ file }) => file)).toEqual([])
})

test('the server starts no program but its own PostgreSQL', async () => {
  const starters = (await sources('server/src')).filter(({ source }) => /child_process|node:cluster/.test(source))
  expect(starters.every(({ file }) => file.startsWith('server/src/db/'))).toBe(true)
  for (const { source } of starters) expect(source).not.toMatch(/\{[^}]*\bexec(Sync)?\b[^}]*\} from|shell: true/)
})

test('expressions are made of our own names alone', async () => {
  const makers = (await sources('server/src', 'contract/src', 'ui/src', 'room/src', 'embed/src')).filter(({ source }) =>
    /new RegExp\(/.test(source),
  )
  // The name of a cookie, and the paths of routes.
  expect(makers.map(({ file }) => file).sort()).toEqual([
    'server/src/http/problems.ts',
    'server/src/pages/look/language.ts',
  ])
})

test('every library is in the lock file, from the registry, with its hash', async () => {
  const { packages } = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { integrity?: string; resolved?: string; link?: boolean; dev?: boolean; optional?: boolean }
    >
  }
  // Tools of ours that are for other machines have no hash, as they were never fetched here.
  const libraries = Object.entries(packages).filter(
    ([name, { link, dev, optional }]) => name.includes('node_modules/') && !link && !(dev && optional),
  )
  expect(libraries.length).toBeGreaterThan(100)
  for (const [name, { integrity, resolved }] of libraries) {
    expect(integrity, name).toMatch(/^sha512-/)
    // Everybody has a registry of their own.
    expect(resolved, name).toBeUndefined()
  }
})

test('what is said to stop somebody is there', async () => {
  const security = await readFile(path.join(import.meta.dirname, 'security.md'), 'utf8')
  const named = [...security.matchAll(/`([a-z-]+\/(?:[a-z-]+\.ts)?|[a-z-]+\.ts)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) await access(path.join(root, 'server/src', name))
  expect(flagNames).toEqual(
    expect.arrayContaining([...security.matchAll(/`([a-z]+;[a-z-]+)`/g)].map(([, flag]) => flag)),
  )
})

test('what is kept in a browser is listed, and nothing else is kept', async () => {
  const facts = await readFile(path.join(import.meta.dirname, 'security-facts.md'), 'utf8')
  const [, kept = ''] = /^## In the browser$([\s\S]+?)^## /m.exec(facts) ?? []
  const listed = [...kept.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
  const inStorage = (await sources('ui/src', 'room/src', 'embed/src')).flatMap(({ source }) =>
    [...source.matchAll(/['"`](anteroom\.[a-z]+)/g)].map(([, name]) => name),
  )
  const cookies = (await sources('server/src', 'contract/src')).flatMap(({ source }) =>
    [...source.matchAll(/'(__Host-anteroom_[a-z_]+)'/g)].map(([, name]) => name),
  )
  const [, signIn = ''] =
    /^type CookieName = (.+)$/m.exec(await readFile(path.join(root, 'server/src/authorize/cookies.ts'), 'utf8')) ?? []
  const ofSignIn = [...signIn.matchAll(/'(\w+)'/g)].map(([, name]) => `__Host-anteroom_${name}`)
  expect(listed.sort()).toEqual([...new Set([...inStorage, ...cookies, ...ofSignIn])].sort())
  // Storage is written nowhere but where such a name stands.
  const writers = (await sources('ui/src', 'room/src', 'embed/src')).filter(({ source }) => /\.setItem\(/.test(source))
  for (const { file, source } of writers) expect(source, file).toMatch(/['"`]anteroom\./)
})

test('every table has its kind of data', async () => {
  const types = await readFile(path.join(root, 'server/src/db/types.gen.ts'), 'utf8')
  const [, members = ''] = /export interface DB \{([\s\S]+?)\}/.exec(types) ?? []
  const tables = [...members.matchAll(/^ {2}(\w+):/gm)].map(([, table]) => table)
  const facts = await readFile(path.join(import.meta.dirname, 'security-facts.md'), 'utf8')
  const [, data = ''] = /^## Data$([\s\S]+?)^## /m.exec(facts) ?? []
  const kinds = [...data.matchAll(/^\| [^|]+ \| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, table]) => table),
  )
  expect(kinds.sort()).toEqual(tables.sort())
})
