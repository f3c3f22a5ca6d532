import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** The least that connects two browsers: one page, one socket, one RTCPeerConnection. No framework, no waiting. */
const page = `<!doctype html><meta charset="utf-8"><title>Bare</title><video id="remote" autoplay playsinline></video>
<script type="module">
const socket = new WebSocket(location.origin.replace('http', 'ws'))
const opened = new Promise((resolve) => { socket.onopen = resolve })
const [stream] = await Promise.all([navigator.mediaDevices.getUserMedia({ audio: true, video: true }), opened])
let line
function makeLine() {
  line?.close()
  line = new RTCPeerConnection()
  for (const track of stream.getTracks()) line.addTrack(track, stream)
  line.onicecandidate = ({ candidate }) => candidate && socket.send(JSON.stringify({ candidate }))
  line.ontrack = ({ track, streams }) => {
    if (track.kind !== 'video') return
    const old = document.querySelector('video')
    const video = old.cloneNode()
    old.replaceWith(video)
    video.srcObject = streams[0]
    video.dataset.visit = 'other'
  }
}
let queue = Promise.resolve()
socket.onmessage = ({ data }) => { queue = queue.then(() => take(JSON.parse(data))) }
async function take({ description, candidate }) {
  if (description?.type === 'offer') makeLine()
  if (description) await line.setRemoteDescription(description)
  if (description?.type === 'offer') {
    await line.setLocalDescription()
    socket.send(JSON.stringify({ description: line.localDescription }))
  }
  if (candidate) await line.addIceCandidate(candidate)
}
if (location.hash === '#call') {
  makeLine()
  await line.setLocalDescription()
  socket.send(JSON.stringify({ description: line.localDescription }))
}
document.title = 'ready'
</script>`

export async function startBare() {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(page)
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      for (const other of sockets.clients) if (other !== socket) other.send(String(data))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
    },
  }
}
