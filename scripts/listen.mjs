// Shows what webhooks bring: registers one at a server, prints each event as it comes, and takes the webhook away at the end.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { ApiProblem, createClient, must, NoAnswer, readWebhook, TokenRefused } from '../client/src/index.ts'
import { Explained, main, root } from './lib/run.mjs'

const usage = `npm run listen -- [event types]

Prints the events of a team as they happen. By itself it is the demo's team; else set ANTEROOM_URL, ANTEROOM_CLIENT_ID
and ANTEROOM_CLIENT_SECRET. The server has to reach this machine: LISTEN_URL, where it is not http://127.0.0.1:<port>.
`

await main(async () => {
  const types = process.argv.slice(2)
  if (types.includes('--help')) {
    console.log(usage)
    return 0
  }
  const anteroom = connect(whereTo())
  /** @type {(request: import('node:http').IncomingMessage) => Promise<number>} */
  let take = async () => 503
  const server = createServer((request, response) => {
    take(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    )
  })
  await listenOn(server, process.env.LISTEN_PORT ?? '0')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const url = process.env.LISTEN_URL ?? `http://127.0.0.1:${port}/`
  const body = { url, description: 'npm run listen', ...(types.length > 0 ? { event_types: types } : {}) }
  try {
    const { webhook_id, secret } = await must(anteroom.POST('/v1/webhooks', { body: /** @type {any} */ (body) }))
    take = async (request) => {
      const { id, message } = await readWebhook({ secret, headers: request.headers, body: await text(request) })
      const at = new Date(message.createdAt * 1000).toISOString()
      console.log(`${at}  ${message.type.padEnd(19)}  ${JSON.stringify(message.payload)}  ${id}`)
      return 204
    }
    console.log(`Events of ${url} stand here as they come, each with its signature checked. Ctrl-C ends it.`)
    // npm repeats what a terminal has sent to everybody.
    await Promise.race(
      ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => new Promise((resolve) => process.on(signal, resolve))),
    )
    await anteroom.DELETE('/v1/webhooks/{webhook_id}', { params: { path: { webhook_id } } })
    return 0
  } catch (error) {
    if (error instanceof ApiProblem || error instanceof NoAnswer || error instanceof TokenRefused) {
      throw new Explained(error.message)
    }
    throw error
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

/** @param {import('../client/src/index.ts').ClientOptions} options */
function connect(options) {
  try {
    return createClient(options)
  } catch (error) {
    if (error instanceof TypeError) throw new Explained(`ANTEROOM_URL is no address of a server: ${error.message}.`)
    throw error
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {string} port
 */
async function listenOn(server, port) {
  try {
    server.listen(Number(port), '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    throw new Explained(`LISTEN_PORT ${JSON.stringify(port)} cannot be had: ${/** @type {Error} */ (error).message}`)
  }
}

/** The server and the client that the environment names, else those of the demo. */
function whereTo() {
  const { ANTEROOM_URL, ANTEROOM_CLIENT_ID = '', ANTEROOM_CLIENT_SECRET = '', DATA_DIR = 'data' } = process.env
  if (ANTEROOM_URL) {
    return { baseUrl: ANTEROOM_URL, clientId: ANTEROOM_CLIENT_ID, clientSecret: ANTEROOM_CLIENT_SECRET }
  }
  try {
    const demo = JSON.parse(readFileSync(path.resolve(root, DATA_DIR, 'demo.json'), 'utf8'))
    return { baseUrl: demo.api_url, clientId: demo.client_id, clientSecret: demo.client_secret }
  } catch {
    throw new Explained(`There is no demo. Run "npm start" first, or name a server.\n\n${usage}`)
  }
}
