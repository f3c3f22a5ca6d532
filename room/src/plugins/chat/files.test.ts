import { expect, onTestFinished, test, vi } from 'vitest'
import type { PluginHost } from '../../desk/plugin-host.ts'
import { createFiles, type Files, saveAs } from './files.ts'
import { wayToSave } from './way-to-save.ts'

type End = {
  id: string
  files: Files
  save: ReturnType<typeof vi.fn>
  hear(from: string, data: unknown): void
  show(people: readonly string[]): void
  stream(from: string, name: string, bytes: ReadableStream<Uint8Array>): void
}

/** People who reach each other; the first bytes take the way that is given. */
function call(names: readonly string[], first?: TransformStream<Uint8Array, Uint8Array>) {
  let way = first
  const ends = new Map<string, End>()
  const sent: { from: string; to: string | undefined; data: unknown }[] = []
  for (const id of names) {
    let hearStream: End['stream'] = () => {}
    let people = names.filter((name) => name !== id)
    const follows = new Set<() => void>()
    const host = {
      view: {
        get: () => ({ phase: { name: 'in-call' }, people: people.map((visitId) => ({ visitId, onHold: false })) }),
        subscribe: (listener: () => void) => {
          follows.add(listener)
          return () => follows.delete(listener)
        },
      },
      channel: {
        send(data: unknown, to?: string) {
          sent.push({ from: id, to, data })
          for (const end of ends.values()) if (end.id !== id && (!to || to === end.id)) end.hear(id, data)
        },
      },
      streams: {
        open(to: string, name: string) {
          const { readable, writable } = way ?? new TransformStream<Uint8Array, Uint8Array>()
          way = undefined
          ends.get(to)?.stream(id, name, readable)
          return writable
        },
        subscribe(listener: End['stream']) {
          hearStream = listener
          return () => {}
        },
      },
      announce() {},
      until: new AbortController().signal,
    }
    const save = vi.fn()
    const files = createFiles(host as unknown as PluginHost<'chat'>, save)
    ends.set(id, {
      id,
      files,
      save,
      hear: (from, data) => files.hear({ visitId: from, name: from }, data),
      stream: (...given) => hearStream(...given),
      show(now) {
        people = [...now]
        for (const follow of follows) follow()
      },
    })
  }
  const end = (id: string) => ends.get(id) as End
  const incoming = (id: string) => [...end(id).files.state.get().incoming.values()]
  const outgoing = (id: string) => [...end(id).files.state.get().outgoing.values()]
  return { end, incoming, outgoing, sent }
}

const note = new File(['Take two a day'], 'note.txt', { type: 'text/plain' })

test('a file comes when it is asked for, and the sender learns that it is there', async () => {
  const { end, incoming, outgoing } = call(['ada', 'ben', 'cleo'])
  end('ada').files.share(note)
  for (const id of ['ben', 'cleo']) expect(incoming(id)).toMatchObject([{ name: 'note.txt', state: 'offered' }])
  end('ben').files.take(incoming('ben')[0]?.key ?? '')
  await vi.waitFor(() => expect(outgoing('ada')[0]?.deliveries).toMatchObject([{ visitId: 'ben', state: 'arrived' }]))
  const [blob, name] = end('ben').save.mock.calls[0] ?? []
  expect([await (blob as Blob).text(), name]).toEqual(['Take two a day', 'note.txt'])
  expect(incoming('cleo')[0]?.state).toBe('offered')
  expect(end('cleo').save).not.toHaveBeenCalled()
})

test('a line that breaks can be asked again', async () => {
  const broken = new TransformStream<Uint8Array, Uint8Array>({
    transform: (_chunk, controller) => controller.error(new Error('gone')),
  })
  const { end, incoming, outgoing } = call(['ada', 'ben'], broken)
  end('ada').files.share(note)
  end('ben').files.take(incoming('ben')[0]?.key ?? '')
  await vi.waitFor(() => expect(incoming('ben')[0]?.state).toBe('interrupted'))
  await vi.waitFor(() => expect(outgoing('ada')[0]?.deliveries[0]?.state).toBe('failed'))
  end('ben').files.take(incoming('ben')[0]?.key ?? '')
  await vi.waitFor(() => expect(incoming('ben')[0]?.state).toBe('done'))
})

test('a download that is stopped can be started again', async () => {
  const { end, incoming, outgoing } = call(['ada', 'ben'])
  end('ada').files.share(note)
  const key = incoming('ben')[0]?.key ?? ''
  const { state, take, cancel } = end('ben').files
  const stopAsItComes = state.subscribe(() => {
    if (incoming('ben')[0]?.state !== 'receiving') return
    stopAsItComes()
    cancel(key)
  })
  take(key)
  await vi.waitFor(() =>
    expect(outgoing('ada')[0]?.deliveries).toMatchObject([{ visitId: 'ben', state: 'failed', bytes: 0 }]),
  )
  expect(incoming('ben')).toMatchObject([{ state: 'offered', bytes: 0 }])
  take(key)
  await vi.waitFor(() => expect(outgoing('ada')[0]?.deliveries).toMatchObject([{ visitId: 'ben', state: 'arrived' }]))
  expect(incoming('ben')).toMatchObject([{ state: 'done' }])
  expect(end('ben').save).toHaveBeenCalledOnce()
  const [blob] = end('ben').save.mock.calls[0] ?? []
  expect(await (blob as Blob).text()).toBe('Take two a day')
})

test('an empty file arrives as one', async () => {
  const { end, incoming } = call(['ada', 'ben'])
  end('ada').files.share(new File([], 'empty.txt'))
  end('ben').files.take(incoming('ben')[0]?.key ?? '')
  await vi.waitFor(() => expect(incoming('ben')[0]?.state).toBe('done'))
  const [blob, name] = end('ben').save.mock.calls[0] ?? []
  expect([(blob as Blob).size, name]).toEqual([0, 'empty.txt'])
})

test('what is taken back, unknown, or of somebody who left is gone', () => {
  const { end, incoming, sent } = call(['ada', 'ben'])
  const shared = end('ada').files.share(note)
  end('ada').files.takeBack(shared?.id ?? '')
  expect(incoming('ben')[0]?.state).toBe('gone')
  end('ada').hear('ben', { file: 'take', id: 'nothing' })
  expect(sent.at(-1)).toEqual({ from: 'ada', to: 'ben', data: { file: 'stop', id: 'nothing' } })
  end('ada').files.share(note)
  end('ben').show([])
  expect(incoming('ben').map(({ state }) => state)).toEqual(['gone', 'gone'])
})

test('bytes that nobody asked for are not read', async () => {
  const { end, incoming } = call(['ada', 'ben'])
  end('ada').files.share(note)
  const cancel = vi.fn()
  const unasked = () => new ReadableStream<Uint8Array>({ cancel })
  end('ben').stream('ada', incoming('ben')[0]?.id ?? '', unasked())
  end('ben').stream('ada', 'nothing', unasked())
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledTimes(2))
  expect(incoming('ben')[0]?.state).toBe('offered')
})

test('a file that is too large, or one offer too many, is none', () => {
  const { end, incoming } = call(['ada', 'ben'])
  expect(end('ada').files.share({ name: 'film', size: 100_000_001 } as File)).toBeNull()
  for (let at = 0; at < 101; at++) {
    end('ben').hear('ada', { file: 'offer', id: `${at}`, name: 'x', size: 1, type: '' })
  }
  expect(incoming('ben')).toHaveLength(100)
})

test('the browser inside an app has no downloads: a file goes to the system’s sheet, or is said to be lost there', async () => {
  const share = vi.fn(async () => {})
  const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Instagram'
  vi.stubGlobal('navigator', { userAgent, canShare: () => true, share })
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(wayToSave()).toBe('share')
  await saveAs(new Blob(['x'], { type: 'text/plain' }), 'x.txt')
  expect(share).toHaveBeenCalledWith({ files: [expect.objectContaining({ name: 'x.txt', type: 'text/plain' })] })
  vi.stubGlobal('navigator', { userAgent })
  expect(wayToSave()).toBe('none')
  vi.stubGlobal('navigator', { userAgent: `${userAgent} Version/18.5 Safari/604.1`.replace('Instagram', '') })
  expect(wayToSave()).toBe('download')
})
