// A page with the room in it, at http://127.0.0.1:8000/: node portal.ts. Each visitor is the guest of a session of their own.
import { createServer } from 'node:http'
import { must } from '@anteroom/client'
import { connect, setting } from './connect.ts'

const anteroom = connect()

/** In practice the session was booked long before, and the visitor has signed in. */
async function bookForVisitor(): Promise<string> {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const participants = [
    { display_name: 'Dr Vega', role: 'host' },
    { display_name: 'Ana Lind', role: 'guest' },
  ]
  const body = { session_name: 'Follow-up', start_time: at(0), end_time: at(30), participants }
  const session = await must(anteroom.POST('/v1/sessions', { body }))
  return session.participants.find(({ role }) => role === 'GUEST')?.entry_url ?? ''
}

const page = (entryUrl: string) => `<!doctype html>
<html lang="en">
<title>Your consultation</title>
<script type="module" src="${new URL('/embed.js', setting('ANTEROOM_URL'))}"></script>
<script type="module">
  const session = document.querySelector('anteroom-session')
  const told = document.querySelector('output')
  session.addEventListener('left', ({ detail }) => { told.value = 'Thank you for your visit: ' + detail.reason })
  for (const button of document.querySelectorAll('button'))
    button.onclick = () => session[button.value]().catch(({ code }) => { told.value = code })
</script>
<button value="mute">Mute me</button> <button value="openChat">Chat</button> <button value="hangUp">Hang up</button>
<output></output>
<anteroom-session entry-url="${entryUrl}" title="Consultation with Dr Vega" style="height: 80vh"></anteroom-session>
`

createServer(async (request, response) => {
  if (request.method !== 'GET' || request.url !== '/') {
    response.writeHead(404).end()
    return
  }
  try {
    const html = page(await bookForVisitor())
    // The link is a key: no cache may keep it.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
  } catch (error) {
    console.error(error)
    response.writeHead(502).end()
  }
}).listen(Number(process.env.PORT ?? 8000), '127.0.0.1')
