// What a person on the internet gets of a machine that was set up: run in a network of its own, it prints what it found.
import { createHmac } from 'node:crypto'
import { connect } from 'node:tls'
import { lookAtRelays } from '../../../server/src/doctor/turn.ts'

/** @type {{ name: string, turnName: string, turnSecret: string, client: { clientId: string, secret: string } }} */
const { name, turnName, turnSecret, client } = JSON.parse(String(process.argv[2]))

/** @param {string} servername */
function serialOf(servername) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: servername, port: 443, servername }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

async function book() {
  const api = `https://${name}/v1`
  const authorization = `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}`
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const token = await fetch(`${api}/auth/token`, { method: 'POST', headers: { authorization }, body })
  const { access_token } = await token.json()
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  const startsMs = Date.now() - 60_000
  const session = {
    session_name: 'Follow-up',
    start_time: new Date(startsMs).toISOString(),
    end_time: new Date(startsMs + 3_600_000).toISOString(),
    participants: [{ display_name: 'Dr Vega', role: 'host' }],
  }
  const booked = await fetch(`${api}/sessions`, { method: 'POST', headers, body: JSON.stringify(session) })
  const { participants } = await booked.json()
  const room = await fetch(participants[0].entry_url)
  return { booked: booked.status, room: room.status, sessions: await count(`${api}/sessions`, headers) }
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 */
async function count(url, headers) {
  const { content } = await (await fetch(url, { headers })).json()
  return content.length
}

const username = `${Math.floor(Date.now() / 1000) + 600}:trial`
const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
const urls = [
  `turns:${turnName}:443?transport=tcp`,
  `turn:${turnName}:3478?transport=udp`,
  `turn:${turnName}:3478?transport=tcp`,
]
console.log(
  JSON.stringify({
    serials: [await serialOf(name), await serialOf(turnName)],
    relays: (await lookAtRelays([{ urls, username, credential }])).map(({ about, status }) => `${status} ${about}`),
    ...(await book()),
  }),
)
