import { createStore } from '@anteroom/ui/ground/store.ts'
import { beforeEach, expect, test, vi } from 'vitest'
import type { PluginHost, PluginView } from '../../desk/plugin-host.ts'
import { createFiles } from './files.ts'
import { createLaterFiles } from './later-files.ts'
import { createLog, type Log } from './log.ts'

type Hear = (from: { visitId: string; name: string }, data: unknown) => void

/** Everybody in a call, each with a page that can be loaded again, and a tab that keeps what it is given. */
function createCall() {
  const pages = new Map<string, { hear: Hear; view: ReturnType<typeof createStore<PluginView>> }>()
  const tabs = new Map<string, Map<string, string>>()
  let time = 1_000
  const viewOf = (visitId: string) => {
    const people = [...pages.keys()].filter((one) => one !== visitId).map((one) => ({ visitId: one, onHold: false }))
    return { me: { visitId }, phase: { name: 'in-call' }, people } as unknown as PluginView
  }

  /** `tab`: null for one from which storage is withheld. */
  function load(visitId: string, tab: string | null = visitId) {
    const kept = tabs.get(tab ?? '') ?? new Map<string, string>()
    if (tab === null) Reflect.deleteProperty(globalThis, 'sessionStorage')
    else {
      tabs.set(tab, kept)
      vi.stubGlobal('sessionStorage', {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => kept.set(key, value),
      })
    }
    const view = createStore(viewOf(visitId))
    const page = { view, hear: (() => {}) as Hear }
    pages.set(visitId, page)
    const host = {
      view,
      channel: {
        send(data: unknown, to?: string) {
          for (const other of pages.keys()) {
            if (other === visitId || (to && to !== other)) continue
            queueMicrotask(() => pages.get(other)?.hear({ visitId, name: visitId }, structuredClone(data)))
          }
        },
        subscribe(hear: Hear) {
          page.hear = hear
        },
      },
      streams: { open: () => new WritableStream(), subscribe: () => {} },
      panel: { isOpen: createStore(true) },
      announce: () => {},
      chime: () => {},
      setTitleCount: () => {},
      serverNow: () => time++,
      until: new AbortController().signal,
    }
    const files = createFiles(host as unknown as PluginHost<'chat'>, vi.fn(), async () => 'download')
    const later = createLaterFiles(host as unknown as PluginHost<'chat'>, async () => () => files)
    const log = createLog(host as unknown as PluginHost<'chat'>, later)
    for (const [other, { view }] of pages) view.set(viewOf(other))
    const share = (name: string) => {
      const shared = files.share(new File(['a'], name))
      if (shared) log.addFile(shared)
      return shared?.id ?? ''
    }
    return { ...log, files, share }
  }
  return {
    load,
    hearAs: (visitId: string, to: string, data: unknown) => pages.get(to)?.hear({ visitId, name: visitId }, data),
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const read = async (log: Log) => {
  await settled()
  return log.state.get().messages.map(({ mine, name, text }) => `${mine ? 'I' : name}: ${text}`)
}

beforeEach(() => void vi.unstubAllGlobals())

test('whoever loads their page again has what they wrote and read before, once, in its order, and with no noise', async () => {
  const { load } = createCall()
  const [ana, ben, cleo] = [load('ana'), load('ben'), load('cleo')]
  await settled()
  ana.write('one')
  await settled()
  ben.write('two')
  await settled()
  cleo.write('three')
  await settled()
  ana.write('four')
  await settled()
  const again = load('ana')
  expect(await read(again)).toEqual(['I: one', 'ben: two', 'cleo: three', 'I: four'])
  expect(again.state.get()).toMatchObject({ unread: 0, preview: null })
  again.write('five')
  expect((await read(ben)).slice(-2)).toEqual(['ana: four', 'ana: five'])
  // Those who told it had theirs from others.
  expect(await read(load('ben'))).toEqual(['ana: one', 'I: two', 'cleo: three', 'ana: four', 'ana: five'])
  expect(await read(load('ana'))).toEqual(['I: one', 'ben: two', 'cleo: three', 'I: four', 'I: five'])
})

test('nobody is told what was said before they came, nor who has their link on another device', async () => {
  const { load } = createCall()
  const [ana, ben] = [load('ana'), load('ben')]
  await settled()
  ana.write('between us')
  await settled()
  expect(await read(load('cleo'))).toEqual([])
  expect(await read(load('ben', 'another tab'))).toEqual([])
  expect(await read(ben)).toEqual(['ana: between us'])
})

test('another browser adds nothing to what was written since', async () => {
  const { load, hearAs } = createCall()
  const ana = load('ana')
  load('ben')
  await settled()
  for (const again of [
    { key: 'k', text: 'I owe you', at: 5_000, isOurs: true },
    { key: 'k', text: '', at: 1, isOurs: true },
    { key: 7, text: 'x', at: 1 },
    { key: 'k', text: 'x', at: 'early' },
    { key: 'k', file: { id: 'f', name: 'virus.exe', size: -1, type: '' }, at: 1 },
    { key: 'k', file: { name: 'x' }, at: 1, isOurs: true },
    { key: 'k', file: 'x', at: 1 },
    null,
  ]) {
    hearAs('ben', 'ana', { again })
  }
  hearAs('dora', 'ana', { again: { key: 'k', text: 'never asked', at: 1, isOurs: true } })
  expect(await read(ana)).toEqual([])
})

test('a tab that may keep nothing proves by its entry in the history that it is the one from before', async () => {
  const { load } = createCall()
  const history = {
    state: {} as object | null,
    replaceState(state: object) {
      history.state = state
    },
  }
  vi.stubGlobal('history', history)
  load('ben')
  const ana = load('ana', null)
  await settled()
  ana.write('one')
  await settled()
  expect(await read(load('ana', null))).toEqual(['I: one'])
  history.state = null
  expect(await read(load('ana', null))).toEqual([])
})

test('files that were sent before stand there as well: theirs can be had again, and one’s own says that it is not here any more', async () => {
  const { load } = createCall()
  const [ana, ben] = [load('ana'), load('ben')]
  await settled()
  ben.share('referral.pdf')
  const takenBack = ben.share('wrong.pdf')
  await settled()
  ana.share('blood.pdf')
  ben.files.takeBack(takenBack)
  await settled()
  const again = load('ana')
  expect(await read(again)).toEqual(['ben: referral.pdf', 'ben: wrong.pdf', 'I: blood.pdf'])
  expect(again.state.get().unread).toBe(0)
  const theirs = (page: typeof ana) => [...page.files.state.get().incoming.values()]
  expect(theirs(again).map(({ name, state }) => `${name} ${state}`)).toEqual(['referral.pdf offered', 'wrong.pdf gone'])
  expect([...again.files.state.get().outgoing.values()]).toMatchObject([{ name: 'blood.pdf', state: 'lost' }])
  // Who is still there reads that it can be had no longer.
  expect(theirs(ben).map(({ name, state }) => `${name} ${state}`)).toEqual(['blood.pdf gone'])
  again.files.take(theirs(again)[0]?.key ?? '')
  await settled()
  expect([...ben.files.state.get().outgoing.values()][0]?.deliveries).toMatchObject([{ visitId: 'ana' }])
  expect(await read(load('cleo'))).toEqual([])
})

test('what another browser makes up fills no memory, and changes nothing of what was shared here', async () => {
  const { load, hearAs } = createCall()
  const ana = load('ana')
  load('ben')
  await settled()
  const ours = ana.share('mine.pdf')
  const nothing = [null, 7, '', [], {}, 'x'.repeat(70_000), JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))]
  for (const odd of nothing) {
    for (const data of [odd, { before: odd, proof: odd }, { before: 'please', proof: odd }, { again: odd }]) {
      hearAs('ben', 'ana', data)
    }
    const again = { key: 'k', text: 'x', at: 1, isOurs: true }
    for (const member of ['key', 'text', 'at', 'file'])
      hearAs('ben', 'ana', { again: { ...again, text: '', [member]: odd } })
    for (const member of ['id', 'name', 'size', 'type', 'file']) {
      hearAs('ben', 'ana', { file: 'offer', id: 'i', name: 'n', size: 1, type: '', [member]: odd, again: undefined })
    }
  }
  const shown = ana.state.get().messages.length
  const file = { name: 'made up.pdf', size: 1, type: '', isGone: false }
  for (let at = 0; at < 2_000; at++) {
    for (const isOurs of [true, false]) hearAs('ben', 'ana', { again: { key: `${isOurs} ${at}`, at: 1, isOurs, file } })
  }
  hearAs('ben', 'ana', { again: { key: ours, at: 1, isOurs: true, file } })
  const { outgoing, incoming } = ana.files.state.get()
  expect(outgoing.get(ours)).toMatchObject({ name: 'mine.pdf', state: 'shared' })
  expect(ana.state.get().messages.length).toBeLessThanOrEqual(shown + 300)
  expect(outgoing.size + incoming.size).toBeLessThanOrEqual(shown + 300)
})
