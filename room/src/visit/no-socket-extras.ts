/**
 * Stands for parts of Socket.IO that the room has no use for (see `vite.config.ts`): its transport over WebTransport, its
 * list of transports, as the room names those that it wants, what reads an address, as the server is the page's own, and
 * binary payloads, as all that goes by the server is JSON.
 */
export const transports = {}
export const WT = undefined
export const XHR = undefined
export const Fetch = undefined
export const hasBinary = () => false
export const isBinary = () => false

function never(): never {
  throw new Error('Nothing binary goes by the server, and that is the one that the page came from')
}
export const deconstructPacket = never
export const reconstructPacket = never
export const decode = never
export const parse = never
