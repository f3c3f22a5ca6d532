import { randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from '@anteroom/e2e/api'
import { open, type Person } from '@anteroom/e2e/person'
import { type Product, startProduct } from '@anteroom/e2e/product'
import { unpackCommit } from '@anteroom/e2e/versions'
import { startEmbeddedPostgres } from '@anteroom/server/db/embedded-postgres'
import { expect } from '@playwright/test'
import { startBalancer } from './balancer.ts'
import { launch } from './browser.ts'
import { watchLine, watchPictures } from './crash.ts'
import type { Figure } from './report.ts'

/** `BEFORE=5777aad npm run bench update`: which commit is updated from; without it the one before this one. */
const before = process.env.BEFORE ?? 'HEAD~1'
const backWithinMs = 5_000
/** A picture that stands for longer than this is one that has stopped, to whoever looks at it. */
const gapLimitMs = 1_000

/**
 * An update in the middle of a call, and its taking back: a process of the commit before and one of this commit run on
 * one database, pages of both are in one call, and each process is ended while the other takes its pages over.
 */
export async function measureUpdate(): Promise<Figure[]> {
  const old = await unpackCommit(before)
  try {
    return await update(old.folder)
  } finally {
    await old.remove()
  }
}

async function update(oldFolder: string): Promise<Figure[]> {
  await using made = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-update-'))
  made.defer(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'db'),
    log: { info: () => {}, warn: () => {} },
  })
  made.defer(() => rm(postgres.location, { recursive: true, force: true }))
  made.defer(() => postgres.stop())
  const balancer = await startBalancer()
  made.defer(balancer.close)
  const { user, password, database, host: socket } = postgres.config
  const settings = {
    DATABASE_URL: `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(socket)}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: balancer.url,
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'fatal',
  }
  async function start(name: string, from?: string, like?: Product): Promise<Product> {
    const dataDir = path.join(folder, name)
    await mkdir(dataDir)
    // One that does not know the demo's client by this file would give it another secret, and end what it has.
    if (like) await cp(path.join(like.dataDir, 'demo.json'), path.join(dataDir, 'demo.json'))
    const product = await startProduct({ ...settings, DATA_DIR: dataDir }, from)
    made.defer(product.close)
    return product
  }

  const first = await start('before', oldFolder)
  balancer.turnTo(first.url)
  const api = await connect(first.demo)
  const session = await api.book({
    people: [
      { name: 'Dr Vega', role: 'host' },
      { name: 'Ana', role: 'guest' },
      { name: 'Tom', role: 'guest' },
    ],
  })
  const browser = await launch()
  made.defer(() => browser.close())
  const [host, ana] = [await open(browser, session.url('Dr Vega')), await open(browser, session.url('Ana'))]
  const lines = [host, ana].map(watchLine)
  // Once more, as the sockets that are watched are those that the page opens from now on.
  for (const { page } of [host, ana]) await page.reload()
  for (const person of [host, ana]) await person.join()
  await host.button('Let in Ana').click()
  await seeEachOther([host, ana])
  // A page fetches the rest of its code after twenty seconds of a call, or when it is wanted; the new server has it no more.
  await host.button(/^People/).click()
  await expect(host.button('Lock room')).toBeVisible()
  await host.button(/^People/).click()

  // From here on both are there: this one has brought the database to its own form.
  const next = await start('after', undefined, first)
  await seeEachOther([host, ana])
  balancer.turnTo(next.url)
  const tom = await open(browser, session.url('Tom'))
  lines.push(watchLine(tom))
  await tom.join()
  // A page of before, at the process of before, lets in one of now.
  await host.button('Let in Tom').click()
  await seeEachOther([host, ana, tom])

  const over = await takeOver(first, [host, ana], lines.slice(0, 2))
  await seeEachOther([host, ana, tom])
  await workAsHost(host, ana, 'Ana')
  await seeEachOther([host, ana, tom])

  // The update is taken back: the commit before starts on the database as it is now.
  const again = await start('before again', oldFolder, first)
  balancer.turnTo(again.url)
  const back = await takeOver(next, [host, ana, tom], lines)
  await seeEachOther([host, ana, tom])
  await workAsHost(host, tom, 'Tom')
  await host.button('End call').click()
  await host.button(/^End for everyone/).click()
  for (const { page } of [host, ana, tom]) {
    await expect(page.getByRole('heading', { name: 'The call has ended' })).toBeVisible()
  }

  const figure = { bar: 1, lowerIsBetter: true }
  const gapMs = Math.max(over.gapMs, back.gapMs)
  return [
    {
      ...figure,
      what: `updated from ${before} in a call: all pages taken over by the new server`,
      ours: `${over.backAfterMs} ms`,
      peer: `limit ${backWithinMs} ms`,
      ratio: over.backAfterMs / backWithinMs,
    },
    {
      ...figure,
      what: 'the update taken back in the same call: all pages taken over by the old server',
      ours: `${back.backAfterMs} ms`,
      peer: `limit ${backWithinMs} ms`,
      ratio: back.backAfterMs / backWithinMs,
    },
    {
      ...figure,
      what: 'longest time without a new picture meanwhile',
      ours: `${Math.round(gapMs)} ms`,
      peer: `limit ${gapLimitMs} ms`,
      ratio: gapMs / gapLimitMs,
    },
  ]
}

type Line = ReturnType<typeof watchLine>

/** The process is told to end: how long until its pages are in the call by the other one, and pictures stood meanwhile. */
async function takeOver(leaving: Product, people: readonly Person[], lines: readonly Line[]) {
  const pictures = await Promise.all(people.map(watchPictures))
  const stopped = Date.now()
  const [returned] = await Promise.all([Promise.all(lines.map((line) => line.viewAfter(stopped))), leaving.close()])
  const gaps = await Promise.all(pictures.map((picture) => picture.longestGap()))
  return { backAfterMs: Math.max(...returned) - stopped, gapMs: Math.max(...gaps) }
}

async function seeEachOther(people: readonly Person[]) {
  await Promise.all(people.map((person) => person.sees(people.length - 1)))
}

/** What has other names, or another place, in one of the two may be asked for all the same. */
async function workAsHost(host: Person, somebody: Person, name: string) {
  await host.button(/^People/).click()
  await host.button('Lock room').click()
  await expect(host.page.getByText('Locked', { exact: true })).toBeVisible()
  await host.button('Unlock room').click()
  await expect(host.page.getByText('Locked', { exact: true })).toBeHidden()
  await host.button(`More for ${name}`).click()
  await host.button(`Put on hold: ${name}`).click()
  await expect(somebody.page.getByRole('heading', { name: 'You are on hold' })).toBeVisible()
  await host.button(`Resume: ${name}`).click()
  await host.button(/^People/).click()
}
