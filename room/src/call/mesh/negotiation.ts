import type { LineSignal } from './line-signal.ts'
import type { SourceList } from './line-text.ts'

type Options = {
  pc: RTCPeerConnection
  /** Of two lines that offer at the same time, the polite one gives way; it also waits for the first offer. */
  polite: boolean
  iceServers: () => RTCIceServer[]
  signal: (signal: LineSignal) => void
  sending: () => SourceList
  /** An offer was taken, and is to be answered: what is to be sent needs its places now. */
  beforeAnswer: () => void
  /** An offer or an answer was taken. */
  agreed: () => void
  heard: (sending: SourceList) => void
}

export type Negotiation = {
  receive(signal: LineSignal): void
  /** The way is lost, or was never found: a new round of ICE, or the last offer once more if it was never answered. */
  mend(): void
  close(): void
}

/** Offers, answers and candidates of one connection by the perfect negotiation pattern (WebRTC 1.0, 10.7). */
export function negotiate({ pc, polite, signal, ...options }: Options): Negotiation {
  let closed = false
  let makingOffer = false
  let ignoreOffer = false
  let settingAnswer = false
  const early: (RTCIceCandidateInit | null)[] = []
  /** Signals are taken one after the other, as each may have to wait for the one before. */
  let queue = Promise.resolve()

  async function describe() {
    await pc.setLocalDescription()
    if (pc.localDescription) signal({ description: pc.localDescription.toJSON(), sending: options.sending() })
  }

  async function offer() {
    makingOffer = true
    try {
      await describe()
    } finally {
      makingOffer = false
    }
  }

  async function takeDescription(description: RTCSessionDescriptionInit) {
    const ready = !makingOffer && (pc.signalingState === 'stable' || settingAnswer)
    ignoreOffer = !polite && description.type === 'offer' && !ready
    if (ignoreOffer) return
    // An answer to an offer that has been taken back or answered already has nothing to say any more.
    if (description.type === 'answer' && pc.signalingState !== 'have-local-offer') return
    settingAnswer = description.type === 'answer'
    try {
      await pc.setRemoteDescription(description)
    } finally {
      settingAnswer = false
    }
    for (const candidate of early.splice(0)) await addCandidate(candidate)
    if (description.type === 'offer') {
      options.beforeAnswer()
      await describe()
    }
    options.agreed()
  }

  async function addCandidate(candidate: RTCIceCandidateInit | null) {
    try {
      await pc.addIceCandidate(candidate ?? undefined)
    } catch (error) {
      // A candidate for an offer that was not taken, or of a round that is over, is of no use.
      if (!ignoreOffer && pc.signalingState !== 'closed') console.debug('candidate not taken', error)
    }
  }

  async function take(received: LineSignal) {
    if (closed) return
    if ('description' in received) {
      await takeDescription(received.description)
      options.heard(received.sending)
    } else if ('candidate' in received) {
      if (pc.remoteDescription) await addCandidate(received.candidate)
      else early.push(received.candidate)
    } else if (!polite) {
      await mend()
    }
  }

  async function mend() {
    if (closed) return
    if (polite && !pc.remoteDescription) return signal({ please: 'offer' })
    if (pc.signalingState === 'have-local-offer') await pc.setLocalDescription({ type: 'rollback' })
    pc.setConfiguration({ ...pc.getConfiguration(), iceServers: options.iceServers() })
    pc.restartIce()
    await offer()
  }

  function inTurn(work: () => Promise<void>) {
    queue = queue.then(work).catch(report)
  }

  function report(error: unknown) {
    if (!closed) console.error('negotiation failed', error)
  }

  pc.onnegotiationneeded = () => {
    if (polite && !pc.remoteDescription) return
    if (pc.signalingState === 'stable' && !makingOffer) offer().catch(report)
  }
  pc.onicecandidate = ({ candidate }) => signal({ candidate: candidate?.toJSON() ?? null })

  return {
    receive: (received) => inTurn(() => take(received)),
    mend: () => inTurn(mend),
    close() {
      closed = true
    },
  }
}
