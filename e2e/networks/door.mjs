// Inside a network namespace: takes connections at an address and hands them to a Unix socket outside of it.
// node door.mjs <address> <port> <path of the socket>
import { connect, createServer } from 'node:net'

const [address, port, socketPath] = process.argv.slice(2)
const server = createServer((socket) => {
  const onwards = connect(socketPath)
  socket.pipe(onwards).pipe(socket)
  for (const [one, other] of [
    [socket, onwards],
    [onwards, socket],
  ]) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
})
server.listen(Number(port), address)
