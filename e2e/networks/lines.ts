import type { Page } from '@playwright/test'

/** What the browser chose as the way to somebody else. */
export type Way = {
  /** Whether it goes by the relay on this side. */
  isRelayed: boolean
  /** Between this browser and its relay. */
  relayProtocol: string | null
}

/** The ways of all lines that are open. */
export function waysOf(page: Page): Promise<Way[]> {
  return page.evaluate(async () => {
    const ways: Way[] = []
    for (const line of window.linesOfTest.filter(({ connectionState }) => connectionState === 'connected')) {
      const stats = await line.getStats()
      const byType = (type: string) => [...stats.values()].filter((entry) => entry.type === type)
      for (const { selectedCandidatePairId } of byType('transport')) {
        const local = stats.get(stats.get(selectedCandidatePairId)?.localCandidateId)
        if (local) ways.push({ isRelayed: local.candidateType === 'relay', relayProtocol: local.relayProtocol ?? null })
      }
    }
    return ways
  })
}

/** All that the page has been told of where the other is: descriptions, and addresses that were tried. */
export function toldOfTheOther(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const told: string[] = []
    for (const line of window.linesOfTest) {
      told.push(line.remoteDescription?.sdp ?? '')
      for (const entry of (await line.getStats()).values()) {
        if (entry.type === 'remote-candidate') told.push(JSON.stringify(entry))
      }
    }
    return told.join('\n')
  })
}

/** The ICE servers that the room uses, credentials included. */
export function iceServersOf(page: Page): Promise<RTCIceServer[]> {
  return page.evaluate(() => window.linesOfTest.at(-1)?.getConfiguration().iceServers ?? [])
}

/** Whether the relay gives this page an address, and the error code if it says no. */
export function askRelay(page: Page, server: RTCIceServer): Promise<'granted' | number> {
  return page.evaluate(async (iceServer) => {
    const line = new RTCPeerConnection({ iceServers: [iceServer], iceTransportPolicy: 'relay' })
    try {
      line.createDataChannel('test')
      const answer = new Promise<'granted' | number>((resolve) => {
        line.onicecandidate = ({ candidate }) => candidate?.type === 'relay' && resolve('granted')
        line.onicecandidateerror = ({ errorCode }) => resolve(errorCode)
      })
      await line.setLocalDescription()
      return await answer
    } finally {
      line.close()
    }
  }, server)
}

/** From now on counts how long pictures and sound of the other stood still at most. */
export async function watchGaps(page: Page) {
  await page.evaluate(() => {
    const state = { frames: -1, since: performance.now(), longest: 0 }
    Object.assign(window, { gapsOfTest: state })
    setInterval(() => {
      const video = document.querySelector<HTMLVideoElement>('video[data-visit]')
      const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? state.frames
      const now = performance.now()
      if (frames !== state.frames) Object.assign(state, { frames, since: now })
      state.longest = Math.max(state.longest, now - state.since)
    }, 50)
  })
}

export function longestGapMs(page: Page): Promise<number> {
  return page.evaluate(() => Math.round((window as unknown as { gapsOfTest: { longest: number } }).gapsOfTest.longest))
}
