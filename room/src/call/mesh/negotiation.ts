import type { Message } from './line-signal.ts'
import type { Said } from './line-text.ts'
import { withoutStrayFormats } from './stray-formats.ts'

type Options = {
  pc: RTCPeerConnection
  /** Of two lines one makes all the offers; the other answers, and asks for an offer when it wants one. */
  offers: boolean
  iceServers: () => RTCIceServer[]
  relayOnly: () => boolean
  signal: (message: Message) => void
  said: () => Said
  /** An offer was taken, and is to be answered: what is to be sent needs its places now. */
  beforeAnswer: () => void
  /** An offer or an answer was taken. */
  agreed: () => void
  /** What the other side sends, by its own word. */
  heard: (said: unknown) => void
  /** The other side asks for an offer. */
  asked: () => void
}

export type Negotiation = {
  /** Makes the first offer, or leaves it to the other side. */
  begin(): void
  receive(message: Message): void
  /** The way is lost: begins a new round of ICE, or asks the other side for it. */
  mend(): void
  close(): void
}

/** Candidates may come before what they belong to; more than this many are not kept. */
const maxEarly = 100

/**
 * Offers, answers and candidates of one connection. All places are there from the first offer on, and whatever is
 * switched on or off later needs no negotiation, so that one side can make all the offers: two that meet are impossible,
 * and nothing is ever rolled back, after which Chromium shows no pictures any more.
 *
 * Signals may be lost, come twice, or come in another order: what belongs to a round that is over is dropped, and what
 * belongs to one that has not come is kept for it.
 */
export function negotiate({ pc, offers, signal, ...options }: Options): Negotiation {
  let closed = false
  /** The last offer that we made, and the last of theirs that we took. */
  let ours = 0
  let theirs = 0
  let early: (RTCIceCandidateInit | null)[] = []
  /** Signals are taken one after the other, as each may have to wait for the one before. */
  let queue = Promise.resolve()

  async function describe(round: number) {
    await pc.setLocalDescription()
    tellDescription(round)
  }

  /** With the candidates that were found by now. */
  function tellDescription(round: number) {
    if (!pc.localDescription) return
    const { type, sdp } = pc.localDescription
    signal({ description: { type, sdp: withoutStrayFormats(sdp) }, round, said: options.said() })
  }

  /** The first offer was made in advance. */
  async function offerAsMade() {
    tellDescription(++ours)
    if (pc.iceGatheringState === 'complete') signal({ candidate: null })
  }

  const offer = () => describe(++ours)

  async function takeOffer(description: RTCSessionDescriptionInit, round: number) {
    // A newer one has overtaken it, or it has come twice.
    if (offers || round <= theirs) return false
    // With the first offer the connection is new, and so are its servers.
    if (theirs > 0) renewServers()
    theirs = round
    await pc.setRemoteDescription(description)
    addEarly()
    options.beforeAnswer()
    await describe(round)
    return true
  }

  async function takeAnswer(description: RTCSessionDescriptionInit, round: number) {
    // An answer to an offer that was taken back or answered already has nothing to say any more.
    if (round !== ours || pc.signalingState !== 'have-local-offer') return false
    await pc.setRemoteDescription(description)
    addEarly()
    return true
  }

  function addEarly() {
    const waiting = early
    early = []
    for (const candidate of waiting) takeCandidate(candidate)
  }

  /** Not waited for: the browser keeps the order, and the next one need not wait until the page has drawn something. */
  function takeCandidate(candidate: RTCIceCandidateInit | null) {
    if (!belongs(candidate)) {
      if (early.length < maxEarly) early.push(candidate)
      return
    }
    pc.addIceCandidate(candidate ?? undefined).catch((error: unknown) => {
      if (pc.signalingState !== 'closed') console.debug('candidate not taken', error)
    })
  }

  /** Whether a candidate is one of the round that the last description began. */
  function belongs(candidate: RTCIceCandidateInit | null): boolean {
    const { remoteDescription } = pc
    if (!remoteDescription) return false
    const name = candidate?.usernameFragment
    return !name || remoteDescription.sdp.split(/\r?\n/).includes(`a=ice-ufrag:${name}`)
  }

  async function take(received: Message) {
    if (closed) return
    if ('description' in received) {
      const { description, round, said } = received
      const taken = await (description.type === 'offer' ? takeOffer : takeAnswer)(description, round)
      if (!taken) return
      options.agreed()
      options.heard(said)
    } else if ('candidate' in received) {
      takeCandidate(received.candidate)
    } else if (offers) {
      options.asked()
    }
  }

  /** Those from the beginning may have come to their end. */
  function renewServers() {
    const iceTransportPolicy = options.relayOnly() ? 'relay' : 'all'
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers: options.iceServers(), iceTransportPolicy })
  }

  async function mend() {
    if (closed) return
    if (!offers) return signal({ please: 'offer' })
    renewServers()
    // An offer that was never answered is replaced as it stands: rolled back, its places would get other names, and a
    // side that has taken it, whose answer was lost, would take none of the next ones.
    pc.restartIce()
    await offer()
  }

  function inTurn(work: () => Promise<void>) {
    queue = queue.then(work).catch(report)
  }

  function report(error: unknown) {
    if (!closed) console.error('negotiation failed', error)
  }

  pc.onicecandidate = ({ candidate }) => signal({ candidate: candidate?.toJSON() ?? null })

  return {
    begin() {
      if (!offers) return
      if (pc.signalingState === 'have-local-offer') inTurn(offerAsMade)
      // Not in the next microtask: drawing what has just changed would come before it.
      else queue = offer().catch(report)
    },
    receive: (received) => inTurn(() => take(received)),
    mend: () => inTurn(mend),
    close() {
      closed = true
    },
  }
}
