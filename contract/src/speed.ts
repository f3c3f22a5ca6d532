/** How the check before the call measures the line to the server: `GET` and `POST` at `<entry link>/speed`. */
export const speedPath = 'speed'

/** The bytes that one `GET` brings, and the most that one `POST` may bring. */
export const maxDownloadBytes = 1024 * 1024
export const maxUploadBytes = 512 * 1024
