import { request as askPlain } from 'node:http'
import { request as askByTls } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { isLoopback } from '@anteroom/contract/api/formats'
import { Check } from 'typebox/value'
import { WebSocket } from 'ws'
import { version } from '../ground/version.ts'
import { broken, doubtful, type Finding, fine, reasonOf } from './findings.ts'
import { Seen, seenPath } from './seen.ts'

const patienceMs = 5_000
/** Of the documentation (RFC 5737): nobody has it, so that a server that sees it believes whoever asks. */
export const madeUp = '203.0.113.77'
const renewWithinDays = 14
const dayMs = 86_400_000

type Parts = { publicUrl: string; pass: string; now: Date }

/** Goes the way that browsers go, from here: name, certificate, proxy, server, and the line that stays open. */
export async function lookAtPublicUrl({ publicUrl, pass, now }: Parts): Promise<Finding[]> {
  const headers = { authorization: `Doctor ${pass}`, 'x-forwarded-for': madeUp }
  const answer = await ask(`${publicUrl}${seenPath}`, headers).catch((error: unknown) => ({ error }))
  if ('error' in answer) {
    const remedy =
      'See whether the proxy runs, and whether the name leads to it. Where this machine may not go there itself, look from another one.'
    return [broken(publicUrl, `It cannot be reached from here: ${reasonOf(answer.error)}.`, remedy)]
  }
  const seen = seenIn(answer.text)
  if (!seen) {
    const remedy =
      'See whether PUBLIC_URL leads to this service, whether the proxy passes every path on, and whether a server runs that has this database and MASTER_KEY.'
    return [broken(publicUrl, `What answers there (${answer.status}) is no server of this database.`, remedy)]
  }
  return [
    lookAtVersion(publicUrl, seen.version),
    ...lookAtCertificate(publicUrl, answer.validUntil, now),
    ...lookAtHeaders(publicUrl, seen, isOwn(answer.reached)),
    await lookAtWebSocket(publicUrl),
  ]
}

function seenIn(text: string): Seen | null {
  try {
    const seen: unknown = JSON.parse(text)
    return Check(Seen, seen) ? seen : null
  } catch {
    return null
  }
}

export function lookAtVersion(publicUrl: string, theirs: Seen['version']): Finding {
  const words = `It leads to a server of this database, Anteroom ${theirs ?? 'of an older version'}`
  if (theirs === version) return fine(publicUrl, `${words}.`)
  const remedy = 'Where you have updated, restart that server; else look with the command that came with it.'
  return doubtful(publicUrl, `${words}, and this command is of ${version}.`, remedy)
}

function lookAtCertificate(publicUrl: string, validUntil: Date | null, now: Date): Finding[] {
  if (!validUntil) return []
  const days = Math.floor((validUntil.getTime() - now.getTime()) / dayMs)
  const words = `Its certificate is good for ${days} more days.`
  const remedy = 'Renew it, and see why that was not done by itself.'
  return [days < renewWithinDays ? doubtful(publicUrl, words, remedy) : fine(publicUrl, words)]
}

const isOwn = (address: string) => /^(::1$|(::ffff:)?127\.)/.test(address)

/** `isInside`: the way there does not leave this machine, so that we may be taken for the proxy itself. */
export function lookAtHeaders(publicUrl: string, seen: Seen, isInside: boolean): Finding[] {
  const about = 'proxy headers'
  const { address, peer, isForwarded, protocol, host } = seen
  const { protocol: wanted, host: wantedHost, hostname } = new URL(publicUrl)
  if (isInside) {
    if (isLoopback(hostname)) return []
    const words = 'The way from here does not leave this machine, so that it cannot be told whom the server believes.'
    return [doubtful(about, words, 'Look from another machine as well, with the settings of the server.')]
  }
  if (address === madeUp) {
    const words =
      'The server believes whoever says of themselves where they come from: the limits for each address do nothing, and the audit log has what people make up.'
    const remedy = `TRUST_PROXY must name the proxy alone (${peer}), and the proxy must add its caller's address to X-Forwarded-For.`
    return [broken(about, words, remedy)]
  }
  if (address === peer) {
    const words = isForwarded
      ? `The server takes the proxy (${peer}) for everybody: all share one limit, and the audit log has its address alone.`
      : 'The proxy does not say for whom it asks, so that all share one limit.'
    const remedy = isForwarded
      ? `Name it: TRUST_PROXY=${peer}`
      : 'Have it send X-Forwarded-For (docs/self-hosting.md#behind-a-reverse-proxy).'
    return [broken(about, words, remedy)]
  }
  const wrong: Finding[] = []
  if (`${protocol}:` !== wanted) {
    const words = `The server takes requests for ${protocol}, and PUBLIC_URL is ${wanted.slice(0, -1)}.`
    wrong.push(broken(about, words, 'Have the proxy send X-Forwarded-Proto.'))
  }
  if (host !== wantedHost) {
    const words = `The server is told of the host ${host}, and PUBLIC_URL has ${wantedHost}.`
    wrong.push(doubtful(about, words, 'Have the proxy pass the header Host on.'))
  }
  return wrong.length > 0
    ? wrong
    : [fine(about, 'The server sees who asks, and what they make up it does not believe.')]
}

async function lookAtWebSocket(publicUrl: string): Promise<Finding> {
  const about = 'WebSocket'
  const url = `${publicUrl.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(url, { handshakeTimeout: patienceMs, origin: publicUrl })
  const opened = Promise.withResolvers<string | null>()
  socket.once('open', () => opened.resolve(null))
  socket.once('error', (error) => opened.resolve(reasonOf(error)))
  const why = await opened.promise
  socket.terminate()
  if (why === null) return fine(about, 'It passes the proxy.')
  const remedy =
    'Have the proxy pass on Upgrade and Connection (docs/self-hosting.md#behind-a-reverse-proxy). Until then pages go the slower way.'
  return broken(about, `It does not get through: ${why}.`, remedy)
}

/** `reached`: the address that the name has led to. */
type Answer = { status: number; text: string; reached: string; validUntil: Date | null }

function ask(url: string, headers: Record<string, string>): Promise<Answer> {
  const request = url.startsWith('https:') ? askByTls : askPlain
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false, signal: AbortSignal.timeout(patienceMs) }, (answer) => {
      const { valid_to } =
        'getPeerCertificate' in answer.socket ? (answer.socket as TLSSocket).getPeerCertificate() : {}
      const reached = answer.socket.remoteAddress ?? ''
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => {
        // What is longer than this is not from us.
        if (text.length < 10_000) text += part
      })
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text, reached, validUntil: valid_to ? new Date(valid_to) : null })
      })
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}
