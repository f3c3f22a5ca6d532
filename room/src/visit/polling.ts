import { XHR } from 'socket.io-client'

/** For networks without WebSocket. It is fetched when it is needed (see `vite.config.ts`). */
export const longPolling = XHR
