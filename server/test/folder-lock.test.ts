import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { lockFolder } from '../src/db/folder-lock.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom lock '))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Processes that can try to get the folder, and then keep it. */
async function startAll(folder: string, count: number) {
  const module = path.join(import.meta.dirname, '../src/db/folder-lock.ts')
  const program = `
    const { lockFolder } = await import(${JSON.stringify(module)})
    console.log('ready')
    process.stdin.once('data', () =>
      lockFolder(process.argv[1]).then(() => console.log('got it'), (error) => console.log(error.name)))`
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program, folder], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  const started = children.map((child) => {
    const ended = once(child, 'exit')
    const saysNext = async () => String((await once(child.stdout, 'data'))[0]).trim()
    return {
      saysNext,
      tries: () => {
        child.stdin.write('go\n')
        return saysNext()
      },
      kill: async () => {
        child.kill('SIGKILL')
        await ended
      },
    }
  })
  undo.push(() => Promise.all(started.map(({ kill }) => kill())))
  await Promise.all(started.map(({ saysNext }) => saysNext()))
  return started
}

test('of all that want a folder at the same moment one gets it', async () => {
  const started = await startAll(await newFolder(), 6)
  const said = await Promise.all(started.map(({ tries }) => tries()))
  expect(said.filter((word) => word === 'got it')).toHaveLength(1)
  expect(said.filter((word) => word === 'SetupError')).toHaveLength(5)
})

test('who comes second hears who was first, and gets the folder when that one is gone', async () => {
  const folder = await newFolder()
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`in use by another Anteroom (process ${process.pid})`)
  await unlock()
  await (await lockFolder(folder))()
})

test('a server that was killed holds nobody up', async () => {
  const folder = await newFolder()
  const [first] = await startAll(folder, 1)
  expect(await first?.tries()).toBe('got it')
  await first?.kill()
  await (await lockFolder(folder))()
})
