/** How long to wait before looking at a line that is not open yet or any more, in milliseconds. */
const patienceMs = 4_000

type Options = { pc: RTCPeerConnection; polite: boolean; mend: () => void }

/** Looks after the way through the network: one that breaks or is not found is looked for anew, again and again. */
export function watchWay({ pc, polite, mend }: Options): { look(): void; close(): void } {
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function watch() {
    clearTimeout(timer)
    if (closed || pc.connectionState === 'connected') return
    timer = setTimeout(
      () => {
        mend()
        watch()
        // The polite side tries later, so that both do not begin at the same moment.
      },
      patienceMs * (polite ? 1.6 : 1),
    )
  }

  watch()
  return {
    look() {
      if (pc.connectionState === 'failed') mend()
      watch()
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
