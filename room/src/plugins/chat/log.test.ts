import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, test, vi } from 'vitest'
import type { PluginHost, PluginView } from '../../desk/plugin-host.ts'
import { createLaterFiles } from './later-files.ts'
import { createLog } from './log.ts'
import { maxCharacters } from './text-of.ts'

const noFiles = createLaterFiles(
  { until: new AbortController().signal } as PluginHost<'chat'>,
  () => new Promise(() => {}),
)

function createHost() {
  const isOpen = createStore(false)
  let hear: (from: { visitId: string; name: string }, data: unknown) => void = () => {}
  const sent: unknown[] = []
  const chime = vi.fn()
  const announce = vi.fn()
  const setTitleCount = vi.fn()
  const end = new AbortController()
  const host: Pick<
    PluginHost<'chat'>,
    'view' | 'channel' | 'panel' | 'chime' | 'announce' | 'setTitleCount' | 'serverNow' | 'until'
  > = {
    view: createStore({ me: { visitId: 'me' }, people: [] } as unknown as PluginView),
    channel: {
      send: (data) => sent.push(data),
      subscribe(listener, until) {
        hear = listener
        const stop = () => {
          hear = () => {}
        }
        until?.addEventListener('abort', stop)
        return stop
      },
    },
    panel: {
      isOpen,
      toggle: () => isOpen.set(!isOpen.get()),
      close() {},
    },
    chime,
    announce,
    setTitleCount,
    serverNow: () => 1000,
    until: end.signal,
  }
  const say = (data: unknown) => hear({ visitId: 'v1', name: 'Maria' }, data)
  return { host: host as PluginHost<'chat'>, say, sent, chime, announce, setTitleCount, end }
}

test('a message that comes while the chat is closed is counted, shown and heard until the chat is opened', () => {
  const { host, say, chime, announce, setTitleCount, end } = createHost()
  const log = createLog(host, noFiles)
  say({ text: 'Hello' })
  say({ text: 'Are you there?' })
  expect(log.state.get()).toMatchObject({ unread: 2, preview: { name: 'Maria', text: 'Are you there?' } })
  expect(chime).toHaveBeenCalledTimes(2)
  expect(announce).toHaveBeenLastCalledWith('Maria writes: Are you there?')
  expect(setTitleCount).toHaveBeenLastCalledWith(2)
  host.panel.toggle()
  expect(log.state.get()).toMatchObject({ unread: 0, preview: null, newFrom: 1 })
  expect(setTitleCount).toHaveBeenLastCalledWith(0)
  expect(log.state.get().messages.map(({ text }) => text)).toEqual(['Hello', 'Are you there?'])
  host.panel.toggle()
  expect(log.state.get().newFrom).toBeNull()
  end.abort()
})

test('that somebody saved the messages stands among them, and is said', () => {
  const { host, say, sent, announce } = createHost()
  const log = createLog(host, noFiles)
  say({ saved: true })
  expect(log.state.get().messages).toMatchObject([{ kind: 'note', text: 'Maria saved the messages.' }])
  expect(announce).toHaveBeenLastCalledWith('Maria saved the messages.')
  log.tellSaved()
  expect(sent).toEqual([{ saved: true }])
  expect(log.state.get().messages).toHaveLength(2)
})

test('what is no message is dropped, and one that is too long is cut', () => {
  const { host, say } = createHost()
  const log = createLog(host, noFiles)
  for (const data of [null, 'text', { text: 5 }, { text: '   ' }, {}]) say(data)
  expect(log.state.get().messages).toEqual([])
  say({ text: 'x'.repeat(maxCharacters + 10) })
  expect(log.state.get().messages[0]?.text).toHaveLength(maxCharacters)
})

test('what one writes oneself is sent once and stands in the log as one’s own', () => {
  const { host, sent } = createHost()
  const log = createLog(host, noFiles)
  log.write('  Good morning\nDoctor ')
  log.write('   ')
  expect(sent).toMatchObject([{ text: 'Good morning\nDoctor' }])
  expect(log.state.get().messages).toMatchObject([{ mine: true, text: 'Good morning\nDoctor' }])
})
