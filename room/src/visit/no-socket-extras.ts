/**
 * Stands for parts of Socket.IO that the room has no use for (see `vite.config.ts`): its transport over WebTransport,
 * and binary payloads, as all that goes by the server is JSON.
 */
export const WT = undefined
export const hasBinary = () => false
export const isBinary = () => false

function never(): never {
  throw new Error('Nothing binary goes by the server')
}
export const deconstructPacket = never
export const reconstructPacket = never
export const decode = never
