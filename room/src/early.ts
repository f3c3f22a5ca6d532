import type { EarlySocket } from './visit/early-socket.ts'

// Stands in the page itself and runs before any script has come, so it is small and imports nothing. The socket opens
// while the scripts are on their way; the room takes it over with what was said on it by then.
try {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const early: EarlySocket = { socket, said: [] }
  socket.onmessage = ({ data }) => early.said.push(data)
  globalThis.earlySocket = early
  // The server hangs up on whoever says nothing for 10 s; what is about to go is not worth taking over.
  setTimeout(() => {
    if (globalThis.earlySocket !== early) return
    globalThis.earlySocket = undefined
    socket.close()
  }, 8_000)
} catch {
  // The room opens one itself, or goes without.
}
