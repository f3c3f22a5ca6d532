import { expect, onTestFinished, test } from 'vitest'
import { readBytes, writeBytes } from './byte-channel.ts'

/** Two ends of one connection; what the second one hears of is read. */
async function connect() {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()]
  onTestFinished(() => {
    here.close()
    there.close()
  })
  for (const [from, to] of [
    [here, there],
    [there, here],
  ] as const) {
    from.onicecandidate = ({ candidate }) => void (candidate && to.addIceCandidate(candidate))
  }
  const open = new Promise((resolve) => {
    here.createDataChannel('first', { negotiated: true, id: 0 }).onopen = resolve
  })
  there.createDataChannel('first', { negotiated: true, id: 0 })
  const waiting = new Map<string, (stream: ReadableStream<Uint8Array>) => void>()
  there.ondatachannel = ({ channel }) => {
    const stream = readBytes(channel)
    if (stream) waiting.get(channel.label)?.(stream)
  }
  await here.setLocalDescription()
  await there.setRemoteDescription(here.localDescription as RTCSessionDescription)
  await there.setLocalDescription()
  await here.setRemoteDescription(there.localDescription as RTCSessionDescription)
  await open
  const arriving = (label: string) => new Promise<ReadableStream<Uint8Array>>((resolve) => waiting.set(label, resolve))
  return { here, there, arriving }
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const parts: number[] = []
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return parts
    parts.push(...value)
  }
}

test('a stream of a few bytes that is closed at once arrives whole, every time', async () => {
  const { here, arriving } = await connect()
  for (let round = 0; round < 500; round++) {
    const label = `stream ${round}`
    const arrived = arriving(label).then(readAll)
    const writer = writeBytes(here, label).getWriter()
    void writer.write(new Uint8Array([1, 2, round % 256]))
    void writer.write(new Uint8Array([4]))
    await writer.close()
    expect(await arrived).toEqual([1, 2, round % 256, 4])
  }
}, 60_000)

test('what was cut off is not taken for the whole, and whoever stops reading stops the sender', async () => {
  const { here, there, arriving } = await connect()
  const arrived = arriving('cut off').then(readAll)
  const writer = writeBytes(here, 'cut off').getWriter()
  writer.closed.catch(() => {})
  await writer.write(new Uint8Array([1, 2]))
  await Promise.all([writer.abort(), expect(arrived).rejects.toThrow('cut off')])

  const unwanted = arriving('unwanted').then((stream) => stream.cancel())
  const other = writeBytes(here, 'unwanted').getWriter()
  await expect(
    Promise.all([other.closed, unwanted, other.write(new Uint8Array([1])).then(() => other.close())]),
  ).rejects.toThrow()

  const half = arriving('line ends').then(readAll)
  const last = writeBytes(here, 'line ends').getWriter()
  last.closed.catch(() => {})
  await last.write(new Uint8Array([1]))
  there.close()
  here.close()
  await expect(Promise.race([half, last.close()])).rejects.toThrow()
})
