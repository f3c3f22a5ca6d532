import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../server/src/config.ts'
import { settings } from '../server/src/settings.ts'

const root = path.join(import.meta.dirname, '..')
const systemd = path.join(root, 'deploy/systemd')
const analyze = '/usr/bin/systemd-analyze'
/** Of ten, as systemd counts; anything that this program can do without is taken from it. */
const mostExposed = 2

test('the file with settings for systemd has none that there are not, and lacks only the key', async () => {
  const text = await readFile(path.join(systemd, 'anteroom.env'), 'utf8')
  const known = settings.map(({ name }) => name)
  const all = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(all.filter((name) => !known.includes(String(name)))).toEqual([])
  const asGiven = { ...parseEnv(text), NODE_ENV: 'production' }
  expect(() => loadConfig({}, asGiven)).toThrow('MASTER_KEY')
  const key = Buffer.alloc(32, 7).toString('base64')
  expect(loadConfig({}, { ...asGiven, MASTER_KEY: key })).toMatchObject({ production: true, trustProxy: ['loopback'] })
  const withRelay = { ...parseEnv(text.replace(/^#([A-Z_]+=)/gm, '$1')), MASTER_KEY: key, TURN_SECRET: 'shared' }
  expect(loadConfig({}, withRelay).turnUrls).toHaveLength(3)
})

test('the unit for systemd starts what is there', async () => {
  const unit = await readFile(path.join(systemd, 'anteroom@.service'), 'utf8')
  const [, program = '', script = ''] = /^ExecStart=\/opt\/anteroom\/(\S+) (\S+)$/m.exec(unit) ?? []
  expect(existsSync(path.join(root, program))).toBe(true)
  expect(existsSync(path.join(root, script))).toBe(true)
})

test.runIf(existsSync(analyze))('systemd takes the unit as it is, and counts it as little exposed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-unit-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const unit = await readFile(path.join(systemd, 'anteroom@.service'), 'utf8')
  const file = path.join(folder, 'anteroom@3001.service')
  await copyFile(path.join(systemd, 'anteroom@.socket'), path.join(folder, 'anteroom@3001.socket'))
  // What it starts and says about itself has to be on this machine.
  const page = 'Documentation=file:/opt/anteroom/docs/self-hosting.md'
  const started = unit.replace(/^ExecStart=\S+/m, `ExecStart="${process.execPath}"`).replace(page, '')
  expect(started).not.toContain('file:')
  await writeFile(file, started)
  const { status, stderr } = spawnSync(analyze, ['verify', '--recursive-errors=no', file], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const { stdout } = spawnSync(analyze, ['security', '--offline=true', '--json=off', file], { encoding: 'utf8' })
  const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout) ?? []
  expect(Number(exposure)).toBeLessThanOrEqual(mostExposed)
})
