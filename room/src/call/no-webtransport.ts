/** Stands for Socket.IO's transport over WebTransport, which the room never asks for (see `vite.config.ts`). */
export const WT = undefined
