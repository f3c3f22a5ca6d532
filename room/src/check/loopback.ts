import { within } from '@anteroom/ui/ground/within.ts'

/** A connection from this browser to itself, with one channel for data. */
export type Loopback = { near: RTCDataChannel; far: RTCDataChannel; close(): void }

/**
 * Connects two ends in this browser by the ways that `config` allows, or fails with the reason of `until`. `offered`
 * hears of each address that the two have found for themselves.
 */
export async function openLoopback(
  config: RTCConfiguration,
  until: AbortSignal,
  offered: (candidate: RTCIceCandidate) => void = () => {},
): Promise<Loopback> {
  const [one, other] = [new RTCPeerConnection(config), new RTCPeerConnection(config)]
  const close = () => {
    one.close()
    other.close()
  }
  try {
    const near = one.createDataChannel('check')
    const far = new Promise<RTCDataChannel>((resolve) => {
      other.ondatachannel = ({ channel }) => resolve(channel)
    })
    handOver(one, other, offered)
    handOver(other, one, offered)
    await one.setLocalDescription()
    if (one.localDescription) await other.setRemoteDescription(one.localDescription)
    await other.setLocalDescription()
    if (other.localDescription) await one.setRemoteDescription(other.localDescription)
    const channel = await within(until, far)
    await within(until, echo(near, channel))
    return { near, far: channel, close }
  } catch (error) {
    close()
    throw error
  }
}

function handOver(from: RTCPeerConnection, to: RTCPeerConnection, offered: (candidate: RTCIceCandidate) => void) {
  const early: RTCIceCandidate[] = []
  const take = (candidate: RTCIceCandidate) => {
    // An end that was closed meanwhile needs no candidates.
    to.addIceCandidate(candidate).catch(() => {})
  }
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate) return
    offered(candidate)
    if (to.remoteDescription) take(candidate)
    else early.push(candidate)
  })
  to.addEventListener('signalingstatechange', () => {
    if (to.remoteDescription) for (const candidate of early.splice(0)) take(candidate)
  })
}

/** Only what comes back has been there. */
function echo(near: RTCDataChannel, far: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    far.onmessage = ({ data }) => far.send(data)
    near.onmessage = () => {
      far.onmessage = null
      near.onmessage = null
      resolve()
    }
    const ask = () => near.send('?')
    if (near.readyState === 'open') ask()
    else near.onopen = ask
  })
}
