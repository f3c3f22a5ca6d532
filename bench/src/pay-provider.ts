import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { startStripeStandIn } from '@anteroom/server/demo/stripe/stand-in'

/** Checkout Sessions with such ids were never made: each is like a real one, on which nobody has paid. */
export const unmade = 'cs_test_unmade'

/** The stand-in of Stripe, with as many open Checkout Sessions as anybody asks for. */
export async function startProvider() {
  const stripe = await startStripeStandIn()
  let like = ''

  function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
    const { method = 'GET', url = '/', headers } = incoming
    const passed = request(new URL(url, stripe.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  }

  const server = createServer((incoming, outgoing) => {
    const [id] = new RegExp(`${unmade}\\w+`).exec(incoming.url ?? '') ?? []
    if (!id) return pass(incoming, outgoing)
    incoming.resume()
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(like.replace(/cs_test_\w+/, id))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    control: stripe.control,
    /** From now on those that were never made look like this one. */
    async take(secretKey: string, checkoutId: string) {
      const answer = await fetch(`${stripe.url}/v1/checkout/sessions/${checkoutId}`, {
        headers: { authorization: `Bearer ${secretKey}` },
      })
      like = await answer.text()
      if (!answer.ok) throw new Error(like)
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await stripe.stop()
    },
  }
}

export type BenchProvider = Awaited<ReturnType<typeof startProvider>>
