import type { Page } from '@playwright/test'

/**
 * Nothing here loses packets on their way between two browsers, so it is what the browser counts that is changed: to
 * three of ten lost of what comes, or of what goes as well, for as long as `lose` says so. Runs in the page, before anything else.
 */
export function countLosses() {
  const { getStats } = RTCPeerConnection.prototype
  RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
    const report = new Map(await getStats.call(this))
    const what: unknown = Reflect.get(globalThis, 'losesInTest')
    if (!what) return report
    for (const [id, stats] of report) {
      if (stats.type === 'inbound-rtp') report.set(id, { ...stats, packetsLost: stats.packetsReceived * 0.3 })
      if (what === 'all' && stats.type === 'remote-inbound-rtp') report.set(id, { ...stats, fractionLost: 0.3 })
    }
    return report
  }
}

export function lose(page: Page, what: 'what comes' | 'all' | null) {
  return page.evaluate((now) => Reflect.set(globalThis, 'losesInTest', now), what)
}

/** Keeps what the browser gives, so that it can be taken away. Runs in the page, before anything else. */
export function keepTracks() {
  const tracks: MediaStreamTrack[] = []
  Reflect.set(globalThis, 'tracksOfTest', tracks)
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (wish) => {
    const stream = await ask(wish)
    tracks.push(...stream.getTracks())
    return stream
  }
}

/**
 * Takes a device away as a system does, which no made-up device can: its track falls silent, or ends. What the page
 * does then is its own.
 */
export function takeAway(page: Page, how: 'mute' | 'unmute' | 'ended') {
  return page.evaluate((how) => {
    const tracks = Reflect.get(globalThis, 'tracksOfTest') as MediaStreamTrack[]
    const live = tracks.filter(({ readyState }) => readyState === 'live')
    for (const track of how === 'ended' ? live.filter(({ kind }) => kind === 'audio') : live) {
      if (how === 'ended') track.stop()
      else Object.defineProperty(track, 'muted', { value: how === 'mute', configurable: true })
      track.dispatchEvent(new Event(how))
    }
  }, how)
}
