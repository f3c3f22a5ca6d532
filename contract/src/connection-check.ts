/** Ways through the network, each tried by itself by the check before a call. */
export const checkWays = [
  'websocket',
  'long-polling',
  'direct',
  'reflexive',
  'turn-udp',
  'turn-tcp',
  'turn-tls',
] as const
export type CheckWay = (typeof checkWays)[number]

/** Lines that are slower than this, in kbit/s, are weak, and then good for sound only. */
export const weakLine = 330
export const soundOnlyLine = 180

/** How the check before the call measures the line to the server: `GET` and `POST` at `<entry link>/speed`. */
export const speedPath = 'speed'

/** The bytes that one `GET` brings, and the most that one `POST` may bring. */
export const maxDownloadBytes = 1024 * 1024
export const maxUploadBytes = 512 * 1024
