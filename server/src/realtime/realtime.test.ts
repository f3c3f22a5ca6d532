import { createServer } from 'node:http'
import pino from 'pino'
import { Server } from 'socket.io'
import { expect, onTestFinished, test } from 'vitest'
import { createMetrics } from '../ground/metrics.ts'
import { createUnexpected } from '../ground/unexpected.ts'
import { room } from '../visits/rules-play.ts'
import { createRealtime } from './realtime.ts'

/** As an adapter is made, and what of it concerns us. */
type AnyAdapter = new (namespace: unknown) => { rooms: Map<string, Set<string>> }

/** A process that writes down whom it tells of a change; `here` happens where it looks for its own pages. */
function processWhere(here: () => void) {
  const told: string[] = []
  class Telling extends (new Server().adapter() as unknown as AnyAdapter) {
    constructor(namespace: unknown) {
      super(namespace)
      const find = this.rooms.get.bind(this.rooms)
      this.rooms.get = (name) => {
        told.push('here')
        here()
        return find(name)
      }
    }
    serverSideEmit(packet: unknown[]) {
      told.push(`others: ${packet.join(' ')}`)
    }
  }
  const log = pino({ enabled: false })
  const realtime = createRealtime({
    http: createServer(),
    processes: { adapter: Telling as never, close: () => {} },
    clock: { now: () => new Date() },
    log,
    unexpected: createUnexpected(log),
    metrics: createMetrics(),
    publicUrl: 'http://localhost',
    limits: { eventsPerMinute: 600, pagesPerMinute: 600, pagesAtOnce: 0 },
    addressOf: () => '192.0.2.1',
    // Nobody connects, so that nobody counts, loads or decides anything.
    counters: {} as never,
    visits: {} as never,
    handlers: {} as never,
  })
  onTestFinished(realtime.close)
  return { told, changed: realtime.changed }
}

test('the other processes are told of a change first, whatever goes wrong with a page here', () => {
  const { told, changed } = processWhere(() => {
    throw new Error('this page cannot be shown anything')
  })
  expect(() => changed('session:s', room([]))).toThrow('this page cannot be shown anything')
  expect(told).toEqual(['others: session:changed s', 'here'])
})
