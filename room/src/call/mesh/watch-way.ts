import type { Clock } from '@anteroom/ui/ground/clock.ts'

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

/** What so many new connections did not cure, another one will not. */
const maxConnections = 6
/** An offer that left so short a time ago is on its way, and whoever asks for one has asked before it came. */
const onItsWayMs = 1_000

type Options = {
  pc: RTCPeerConnection
  offers: boolean
  /** How many connections were tried before this one. */
  tries: number
  /** Begins a new round of ICE, or asks the other side for it. */
  mend: () => void
  /** The connection is of no use, and is to be replaced. */
  stuck: () => void
  clock: Clock
}

/**
 * Looks after the way through the network: one that breaks or is not found is looked for anew, again and again. A
 * connection that never opened is replaced, as a browser may leave one stuck that no round of ICE moves any more.
 */
export function watchWay({ pc, offers, tries: before, mend, stuck, clock }: Options) {
  let closed = false
  let everOpen = false
  let tries = before
  let triedAt = clock.now()
  let cancel = () => {}

  /** A round that nobody has answered is not over, whatever the state of the one before. */
  const isWell = () => pc.connectionState === 'connected' && pc.signalingState === 'stable'

  function watch() {
    cancel()
    if (closed) return
    if (isWell()) {
      everOpen = true
      tries = 0
      return
    }
    cancel = clock.after(patienceMs({ everOpen, tries, offers }), () => tryAgain(tries + 1))
  }

  function tryAgain(nth: number) {
    tries = nth
    triedAt = clock.now()
    if (offers && !everOpen && before < maxConnections) return stuck()
    mend()
    watch()
  }

  pc.addEventListener('signalingstatechange', watch)
  pc.addEventListener('connectionstatechange', () => {
    if (!closed && pc.connectionState === 'failed') tryAgain(tries)
    else watch()
  })
  watch()
  return {
    /** The network, or the line to the server, is another one than before: no need to wait any longer. */
    hurry({ evenIfWell = false }: { evenIfWell?: boolean } = {}) {
      if (!closed && (evenIfWell || !isWell())) tryAgain(0)
    },
    /** The other side wants an offer. */
    asked() {
      if (!closed && (isWell() || clock.now() - triedAt > onItsWayMs)) tryAgain(tries)
    },
    close() {
      closed = true
      cancel()
    },
  }
}
