import type { BrowserContext } from '@playwright/test'
import { median } from './report.ts'

/** What a page comes past on its way to the first picture, in the order in which a bare page does. */
const milestones = {
  page: 'HTML read',
  scripts: 'last script of the first load read',
  drawn: 'something to click on',
  devices: 'camera and microphone open',
  socket: 'socket open',
  described: 'own description made',
  answered: 'the other description taken',
  found: 'a way found (ICE)',
  secured: 'encrypted (DTLS)',
  track: 'video element shown',
} as const
type Milestone = keyof typeof milestones
/** Times since the navigation, in milliseconds; what a page does not come past is missing. */
export type Segments = Partial<Record<Milestone, number>>

/** Notes when the pages of a context first come past each milestone, by one clock for all pages of a machine. */
export async function watchSegments(context: BrowserContext) {
  const marks = new Map<string, number>()
  await context.exposeBinding('benchMark', (_source, name: string, at: number) => {
    if (!marks.has(name)) marks.set(name, at)
  })
  await context.addInitScript(noteMilestones)
  return {
    /** Forgets what was before, as what a host did before the guest came. */
    begin: () => marks.clear(),
    since(start: number): Segments {
      return Object.fromEntries([...marks].map(([name, at]) => [name, at - start]))
    },
  }
}

/** Runs in the page, before its own scripts. */
function noteMilestones() {
  const { benchMark } = globalThis as unknown as { benchMark(name: string, at: number): void }
  const mark = (name: string) => benchMark(name, Date.now())
  const { timeOrigin } = performance
  document.addEventListener('DOMContentLoaded', () => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    if (navigation) benchMark('page', timeOrigin + navigation.responseEnd)
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
    if (scripts.length > 0)
      benchMark(
        'scripts',
        timeOrigin + Math.max(...scripts.map((one) => (one as PerformanceResourceTiming).responseEnd)),
      )
  })
  const watch = new MutationObserver(() => {
    if (document.querySelector('button')) mark('drawn')
    if (document.querySelector('video[data-visit]')) mark('track')
  })
  watch.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-visit'] })
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted)
    mark('devices')
    return stream
  }
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('open', () => mark('socket'))
    }
  }
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('iceconnectionstatechange', () => {
        if (this.iceConnectionState === 'connected') mark('found')
      })
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') mark('secured')
      })
      this.addEventListener('signalingstatechange', () => {
        const { signalingState } = this
        if (signalingState === 'have-local-offer') mark('described')
        if (signalingState === 'have-remote-offer') mark('answered')
        if (signalingState === 'stable') mark(this.localDescription?.type === 'offer' ? 'answered' : 'described')
      })
    }
  }
}

/** The middle of each over all rounds, ours beside the bare page's, a line for each milestone. */
export function printSegments(who: string, ours: readonly Segments[], bare: readonly Segments[]): string[] {
  const middle = (all: readonly Segments[], name: Milestone) => {
    const known = all.flatMap((one) => one[name] ?? [])
    return known.length > 0 ? `${Math.round(median(known))}` : '–'
  }
  return [
    `${who}, ms since the link was opened: ours, bare page`,
    ...(Object.keys(milestones) as Milestone[])
      .map((name) => ({ name, ours: middle(ours, name), bare: middle(bare, name) }))
      .filter((line) => line.ours !== '–' || line.bare !== '–')
      .map((line) => `  ${milestones[line.name].padEnd(36)} ${line.ours.padStart(5)} ${line.bare.padStart(5)}`),
  ]
}
