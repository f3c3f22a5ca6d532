import { expect, test } from 'vitest'
import { createChannels, createStreams } from './data.ts'
import type { MediaEngine } from './media.ts'

function twoRooms() {
  const sent: string[] = []
  let hear: (from: string, text: string) => void = () => {}
  const engine = {
    sendText: (text: string) => void sent.push(text),
    onText(listener: typeof hear) {
      hear = listener
      return () => {}
    },
  }
  const channel = createChannels(engine, (visitId) => `name of ${visitId}`)
  return { channel, sent, receive: (text: string) => hear('ana', text) }
}

test('what one plugin sends, only the same plugin hears', () => {
  const { channel, sent, receive } = twoRooms()
  const heard: unknown[] = []
  channel('chat').subscribe((from, data) => heard.push([from, data]))
  channel('notes').subscribe(() => heard.push('notes'))
  channel('chat').send({ text: 'Hello' })
  receive(sent[0] ?? '')
  expect(heard).toEqual([[{ visitId: 'ana', name: 'name of ana' }, { text: 'Hello' }]])
})

test('what comes before a plugin is loaded is kept for it, in order', () => {
  const { channel, sent, receive } = twoRooms()
  for (const text of ['first', 'second']) channel('chat').send(text)
  for (const text of sent) receive(text)
  const heard: unknown[] = []
  channel('chat').subscribe((_from, data) => heard.push(data))
  expect(heard).toEqual(['first', 'second'])
})

test('what is no message of a room is dropped', () => {
  const { channel, receive } = twoRooms()
  const heard: unknown[] = []
  channel('chat').subscribe((_from, data) => heard.push(data))
  for (const text of ['', 'null', '[]', '{"channel":1,"data":2}', '{"channel":"chat"}', '{']) receive(text)
  expect(heard).toEqual([])
})

test('a stream reaches the same plugin of the other side, and is cancelled when nobody hears of it', async () => {
  let hear: Parameters<MediaEngine['onStream']>[0] = () => {}
  const streams = createStreams({
    openStream(_to, label) {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      hear('ana', label, readable)
      return writable
    },
    onStream(listener) {
      hear = listener
      return () => {}
    },
  })
  const heard: unknown[] = []
  const end = streams('chat').subscribe((from, name, bytes) => {
    const write = (chunk: Uint8Array) => void heard.push([from, name, [...chunk]])
    void bytes.pipeTo(new WritableStream({ write }))
  })
  const writer = streams('chat').open('ben', 'a/b').getWriter()
  await writer.write(Uint8Array.of(1, 2))
  await writer.close()
  expect(heard).toEqual([['ana', 'a/b', [1, 2]]])
  await expect(streams('notes').open('ben', 'c').getWriter().closed).rejects.toBeUndefined()
  end()
  await expect(streams('chat').open('ben', 'c').getWriter().closed).rejects.toBeUndefined()
})

test('a stream that nobody here wants, and that has failed meanwhile, is no error of the page', async () => {
  let come: (from: string, label: string, bytes: ReadableStream<Uint8Array>) => void = () => {}
  const onStream = (listener: typeof come) => {
    come = listener
    return () => {}
  }
  createStreams({ onStream, openStream: () => new WritableStream() })
  const failed = new ReadableStream<Uint8Array>({ start: (control) => control.error(new Error('the line broke')) })
  come('ana', 'nobody/1', failed)
  // A rejection that nobody handles fails the run.
  await new Promise((resolve) => setTimeout(resolve))
  await expect(failed.cancel()).rejects.toThrow('the line broke')
})
