// Receives webhooks at http://127.0.0.1:8000/, or at the PORT that the environment names.
import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { readWebhook, WebhookRefused } from '@anteroom/client'
import { setting } from './connect.ts'

const secret = setting('ANTEROOM_WEBHOOK_SECRET')
const inbox = process.env.INBOX ?? 'inbox'
const maxBytes = 100_000
await mkdir(inbox, { recursive: true })

const server = createServer(async (request, response) => {
  const answer = (status: number) => response.writeHead(status, { connection: 'close' }).end()
  try {
    const body = await read(request)
    if (body === null) {
      answer(413)
      return
    }
    const { id, message } = await readWebhook({ secret, headers: request.headers, body })
    const isNew = await store(id, body)
    answer(204)
    // What takes longer is done from here on, or by another program that looks into the inbox.
    if (isNew) console.log(message.type, 'sessionId' in message.payload ? message.payload.sessionId : '')
  } catch (error) {
    if (!(error instanceof WebhookRefused)) console.error(error)
    answer(error instanceof WebhookRefused ? 400 : 500)
  }
})
server.requestTimeout = 10_000
server.listen(Number(process.env.PORT ?? 8000), '127.0.0.1')

/** Null when there is more of it than any event has. */
async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** Whole or not at all; false when it is here already. */
async function store(id: string, body: string): Promise<boolean> {
  const half = path.join(inbox, `.${crypto.randomUUID()}`)
  await writeFile(half, body)
  try {
    await link(half, path.join(inbox, `${id}.json`))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(half)
  }
}
