import { readFile } from 'node:fs/promises'
import { connect } from '@anteroom/e2e/api'
import { open, type Person } from '@anteroom/e2e/person'
import { startProduct } from '@anteroom/e2e/product'
import type { Browser } from '@playwright/test'
import { launch } from './browser.ts'
import { type Figure, median } from './report.ts'

/** How long the call lasts: `MINUTES=10 npm run bench hour` for a shorter one. */
const minutes = Number(process.env.MINUTES ?? 60)
/** In the first minutes the browser still settles: code is compiled, the picture's size is found. */
const settlingMinutes = 2
const minuteMs = 60_000

type Sample = { heapMb: number; nodes: number; listeners: number; residentMb: number; cpuSeconds: number }

/** A call in which people do what people do; what its pages take at the end, beside what they took at the beginning. */
export async function measureHour(): Promise<Figure[]> {
  if (!(minutes >= 8)) throw new Error('MINUTES must be 8 or more, for there to be a beginning and an end')
  const product = await startProduct()
  const browser = await launch()
  try {
    const api = await connect(product.demo)
    const session = await api.book({ flags: ['-plugin;waiting-room'] })
    const people = [await open(browser, session.url('Dr Vega')), await open(browser, session.url('Ana'))]
    for (const person of people) await person.join()
    await Promise.all(people.map((person) => person.sees()))
    const samples: Sample[] = []
    for (let minute = 0; minute < minutes; minute++) {
      const ends = Date.now() + minuteMs
      await talk(people, minute)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, ends - Date.now())))
      const sample = await take(browser, people)
      samples.push(sample)
      const { heapMb, nodes, listeners, residentMb, cpuSeconds } = sample
      console.log(
        `  minute ${minute + 1}: heap ${heapMb.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners, ` +
          `resident ${Math.round(residentMb)} MB, processor ${cpuSeconds.toFixed(0)} s so far`,
      )
    }
    await Promise.all(people.map((person) => person.sees()))
    return compare(samples.slice(settlingMinutes))
  } finally {
    await browser.close()
    await product.close()
  }
}

/** Something each minute: writing, muting, opening what can be opened. */
async function talk([host, guest]: readonly Person[], minute: number) {
  if (!host || !guest) return
  await host.button(/^Chat/).click()
  await host.page.getByLabel('Write a message').fill(`Minute ${minute + 1}`)
  await host.page.keyboard.press('Enter')
  await host.button(/^Chat/).click()
  await guest.button('Mute microphone').click()
  await guest.button('Stop video').click()
  await guest.button('Unmute microphone').press('Enter')
  await guest.button('Start video').press('Enter')
  await host.button(/^People/).click()
  await host.button(/^People/).click()
}

async function take(browser: Browser, people: readonly Person[]): Promise<Sample> {
  let [heapMb, nodes, listeners] = [0, 0, 0]
  for (const { page, context } of people) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('HeapProfiler.collectGarbage')
    await devtools.send('Performance.enable')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
    heapMb += metric('JSHeapUsedSize') / 2 ** 20
    nodes += metric('Nodes')
    listeners += metric('JSEventListeners')
    await devtools.detach()
  }
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const resident = await Promise.all(renderers.map(({ id }) => residentMbOf(id)))
  return {
    heapMb,
    nodes,
    listeners,
    residentMb: resident.reduce((sum, one) => sum + one, 0),
    cpuSeconds: renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  }
}

/** From Linux's /proc; elsewhere, and of a process that has just gone, 0. */
async function residentMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
}

function compare(samples: readonly Sample[]): Figure[] {
  const quarter = Math.max(2, Math.floor(samples.length / 4))
  const perMinute = samples.slice(1).map(({ cpuSeconds }, at) => cpuSeconds - (samples[at]?.cpuSeconds ?? 0))
  const figure = (what: string, values: readonly number[], unit: string, bar: number): Figure => {
    const [first, last] = [median(values.slice(0, quarter)), median(values.slice(-quarter))]
    const print = (value: number) => `${value.toFixed(1)} ${unit}`
    return { what, ours: print(last), peer: `${print(first)} at first`, ratio: last / first, bar, lowerIsBetter: true }
  }
  const of = (key: keyof Sample) => samples.map((sample) => sample[key])
  return [
    figure(`${minutes} min call: heap of both pages`, of('heapMb'), 'MB', 1.15),
    figure('their nodes', of('nodes'), '', 1.15),
    figure('their listeners', of('listeners'), '', 1.15),
    figure('their processes, resident', of('residentMb'), 'MB', 1.2),
    figure('their processor time', perMinute, 's/min', 1.2),
  ]
}
