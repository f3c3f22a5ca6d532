import { connect } from '@anteroom/e2e/api'
import { open, type Person } from '@anteroom/e2e/person'
import { startProduct } from '@anteroom/e2e/product'
import { launch } from './browser.ts'
import { type Figure, median } from './report.ts'

const rounds = 5
/** `KILLS=100 npm run bench crash`: so many in one call, one after the other, instead of each in a call of its own. */
const kills = Number(process.env.KILLS ?? 0)
const downMs = 3_000
const backWithinMs = 5_000
/** A picture that stands for longer than this is one that has stopped, to whoever looks at it. */
const gapLimitMs = 1_000

/** The server is killed in a call and started again after a while: who notices, and for how long. */
export async function measureCrash(): Promise<Figure[]> {
  const product = await startProduct()
  const browser = await launch()
  try {
    const api = await connect(product.demo)
    const back: number[] = []
    const gaps: number[] = []
    for (let call = 0; call < (kills > 0 ? 1 : rounds); call++) {
      const session = await api.book({ flags: ['-plugin;waiting-room'] })
      const host = await open(browser, session.url('Dr Vega'))
      const guest = await open(browser, session.url('Ana'))
      const people = [host, guest]
      const lines = people.map(watchLine)
      // Once more, as the sockets that are watched are those that the page opens from now on.
      for (const { page } of people) await page.reload()
      for (const person of people) await person.join()
      await Promise.all(people.map((person) => person.sees()))
      const pictures = await Promise.all(people.map(watchPictures))
      for (let kill = 0; kill < Math.max(1, kills); kill++) {
        await product.kill()
        await new Promise((resolve) => setTimeout(resolve, downMs))
        const restart = Date.now()
        await product.start()
        const returned = await Promise.all(lines.map((line) => line.viewAfter(restart)))
        back.push(Math.max(...returned) - restart)
      }
      gaps.push(...(await Promise.all(pictures.map((picture) => picture.longestGap()))))
      for (const person of people) await person.close()
    }
    console.log(`  back after ${back.join(', ')} ms`)
    return [
      {
        what: `server killed in a call${kills > 0 ? `, ${kills} times` : ''}: both back after its restart`,
        ours: `${Math.round(typical(back))} ms`,
        peer: `limit ${backWithinMs} ms`,
        ratio: typical(back) / backWithinMs,
        bar: 1,
        lowerIsBetter: true,
      },
      {
        what: 'longest time without a new picture meanwhile',
        ours: `${Math.round(Math.max(...gaps))} ms`,
        peer: `limit ${gapLimitMs} ms`,
        ratio: Math.max(...gaps) / gapLimitMs,
        bar: 1,
        lowerIsBetter: true,
      },
    ]
  } finally {
    await browser.close()
    await product.close()
  }
}

/** Of kills in one call none may have been slow. */
function typical(back: readonly number[]): number {
  return kills > 0 ? Math.max(...back) : median(back)
}

/** When a page is shown that it is in the call: the server has taken it back, and it is where it was. */
export function watchLine({ page }: Person) {
  const views: number[] = []
  const look = (packets: string) => {
    if (packets.split('\u001e').some(saysInCall)) views.push(Date.now())
  }
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => look(String(payload))))
  // Where the server comes up between two tries, the first view comes by long polling.
  page.on('response', (response) => {
    if (!response.url().includes('transport=polling')) return
    response.text().then(look, () => {
      // It was broken off.
    })
  })
  return {
    async viewAfter(time: number): Promise<number> {
      const deadline = Date.now() + 30_000
      while (Date.now() < deadline) {
        const view = views.find((at) => at > time)
        if (view !== undefined) return view
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('A page was not back in the call within 30 s of the restart')
    },
  }
}

/** Of a whole view, or of what has changed since one: only whoever is in the call gets that. */
function saysInCall(packet: string): boolean {
  if (!/^42\["visit:(view|changes)"/.test(packet)) return false
  const [event, told] = JSON.parse(packet.slice(2)) as [string, { phase?: Phase; members?: { phase?: Phase } }]
  const phase = event === 'visit:view' ? told.phase : (told.members?.phase ?? { name: 'in-call' })
  return phase?.name === 'in-call'
}

type Phase = { name: string }
type Watched = { benchGap: { longestMs: number; lastAt: number } }

export async function watchPictures({ page }: Person) {
  await page.evaluate(() => {
    const gap = { longestMs: 0, lastAt: performance.now() }
    Object.assign(globalThis, { benchGap: gap })
    const video = document.querySelector<HTMLVideoElement>('video[data-visit]')
    const onFrame = () => {
      gap.longestMs = Math.max(gap.longestMs, performance.now() - gap.lastAt)
      gap.lastAt = performance.now()
      video?.requestVideoFrameCallback(onFrame)
    }
    video?.requestVideoFrameCallback(onFrame)
  })
  return {
    /** In milliseconds, the time since the last picture included. */
    longestGap: () =>
      page.evaluate(() => {
        const { benchGap } = globalThis as unknown as Watched
        return Math.max(benchGap.longestMs, performance.now() - benchGap.lastAt)
      }),
  }
}
