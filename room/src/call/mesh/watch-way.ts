/** A way that is looked for may be long: each try takes longer than the one before, up to this. */
const longestMs = 15_000

/**
 * How long to wait before a new way through the network is looked for, in milliseconds: shorter when there was one
 * that broke, as people notice, and longer with each try, as a slow network needs its time for each.
 */
export function patienceMs({ everOpen, tries, offers }: { everOpen: boolean; tries: number; offers: boolean }): number {
  const first = everOpen ? 2_000 : 4_000
  // The side that can only ask for an offer asks later: most often one has come by then.
  return Math.min(first * 1.5 ** tries, longestMs) * (offers ? 1 : 1.6)
}

type Options = { pc: RTCPeerConnection; offers: boolean; mend: () => void }

/** Looks after the way through the network: one that breaks or is not found is looked for anew, again and again. */
export function watchWay({ pc, offers, mend }: Options) {
  let closed = false
  let everOpen = false
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** A round that nobody has answered is not over, whatever the state of the one before. */
  const isWell = () => pc.connectionState === 'connected' && pc.signalingState === 'stable'

  function watch() {
    clearTimeout(timer)
    if (closed) return
    if (isWell()) {
      everOpen = true
      tries = 0
      return
    }
    timer = setTimeout(() => tryAgain(tries + 1), patienceMs({ everOpen, tries, offers }))
  }

  function tryAgain(nth: number) {
    tries = nth
    mend()
    watch()
  }

  pc.addEventListener('signalingstatechange', watch)
  pc.addEventListener('connectionstatechange', () => {
    if (!closed && pc.connectionState === 'failed') mend()
    watch()
  })
  watch()
  return {
    /** The network, or the line to the server, is another one than before: no need to wait any longer. */
    hurry({ evenIfWell = false }: { evenIfWell?: boolean } = {}) {
      if (!closed && (evenIfWell || !isWell())) tryAgain(0)
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
