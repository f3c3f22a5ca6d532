import { defaultSettings, roomSettingsOf } from '@anteroom/contract/feature-flags'
import type { VisitView } from '@anteroom/contract/realtime'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPace } from './pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const aView = (change: Partial<Pick<VisitView, 'locked' | 'revision' | 'waiting' | 'phase'>>): VisitView => ({
  ...{ revision: 1, now: '', phase: { name: 'in-call' }, expected: [], locked: false, othersJoined: true, people: [] },
  me: {
    visitId: 'ana',
    generation: 1,
    role: 'HOST',
    name: 'Ana',
    nameGiven: true,
    since: null,
    madeHostBy: null,
    asked: null,
    askedBy: null,
  },
  session: { name: null, team: 'Clinic', startTime: '', endTime: '' },
  settings: roomSettingsOf(defaultSettings),
  waiting: [],
  iceServers: [],
  ...change,
})
const knocking = {
  visitId: 'tom',
  name: 'Tom',
  since: '',
  connected: true,
  message: null,
  findings: [],
  otherDevice: null,
}

function start() {
  const sent: VisitView[] = []
  const { show } = createPace({ now: () => new Date(0) }, (view) => sent.push(view))
  return {
    sent,
    show: (change: Parameters<typeof aView>[0], options = {}) => show(aView(change), { pages: 2, ...options }),
  }
}

describe('views of one page', () => {
  test('that show what it shows already are not sent, unless it asks', () => {
    const { sent, show } = start()
    show({ revision: 1 })
    show({ revision: 2 })
    expect(sent).toHaveLength(1)
    show({ revision: 2 }, { asked: true })
    expect(sent).toHaveLength(2)
  })

  test('come ten at once and then a few in a second, and the last one always', () => {
    const { sent, show } = start()
    for (let count = 0; count < 101; count += 1) show({ revision: count, locked: count % 2 === 0 })
    expect(sent).toHaveLength(10)
    vi.advanceTimersByTime(10_000)
    expect(sent).toHaveLength(11)
    expect(sent.at(-1)).toMatchObject({ revision: 100, locked: true })
  })

  test('wait for longer where a change concerns many', () => {
    const { sent, show } = start()
    for (let second = 0; second < 10; second += 1) {
      for (let count = 0; count < 40; count += 1) {
        show({ locked: count % 2 === 0 }, { pages: 50 })
        vi.advanceTimersByTime(25)
      }
    }
    expect(sent.length).toBeGreaterThan(20)
    expect(sent.length).toBeLessThanOrEqual(31)
  })

  test('of another phase, and of somebody who knocks, are sent at once', () => {
    const { sent, show } = start()
    for (let count = 0; count < 20; count += 1) show({ locked: count % 2 === 0 })
    show({ waiting: [knocking] })
    expect(sent.at(-1)?.waiting).toHaveLength(1)
    show({ phase: { name: 'on-hold' } })
    expect(sent.at(-1)?.phase.name).toBe('on-hold')
    vi.advanceTimersByTime(10_000)
    expect(sent.at(-1)?.phase.name).toBe('on-hold')
  })

  test('that were urgent keep the next one waiting for no longer than a pause, however many they were', () => {
    const { sent, show } = start()
    const many = { pages: 50 }
    for (let count = 1; count <= 30; count += 1) show({ waiting: Array(count).fill(knocking) }, many)
    expect(sent).toHaveLength(30)
    show({ waiting: [] }, many)
    vi.advanceTimersByTime(500)
    expect(sent.at(-1)?.waiting).toEqual([])
  })

  test('wait no longer than the group is large that is left', () => {
    const { sent, show } = start()
    for (let count = 0; count < 20; count += 1) show({ locked: count % 2 === 0 }, { pages: 50 })
    show({ locked: true }, { pages: 3 })
    vi.advanceTimersByTime(100)
    expect(sent.at(-1)?.locked).toBe(true)
  })

  test('that are as before again are not sent late', () => {
    const { sent, show } = start()
    for (let count = 0; count < 10; count += 1) show({ locked: count % 2 === 0 })
    show({ locked: true })
    show({ locked: false })
    vi.advanceTimersByTime(10_000)
    expect(sent).toHaveLength(10)
  })
})
