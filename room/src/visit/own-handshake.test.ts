import type { Phase } from '@anteroom/contract/phases'
import type { VisitView } from '@anteroom/contract/realtime'
import { expect, test } from 'vitest'
import { createOwnHandshake } from './own-handshake.ts'

const exit: Phase = { name: 'exit', reason: 'left', mayReturn: true, by: null }

const first = { link: 'a-link', pageId: 'page-one', continues: 'page-zero' }
const viewIn = (phase: Phase, generation: number) => ({ phase, me: { generation } }) as VisitView

test('only the first connection of a page is that of a new one, also where another page has the place', () => {
  const own = createOwnHandshake(first)
  expect(own.say('key')).toEqual({ ...first, browserKey: 'key', changes: true })
  own.letIn()
  own.shown(viewIn({ name: 'precall', openElsewhere: 'this-browser' }, 0))
  expect(own.say('key')).toEqual({ link: 'a-link', pageId: 'page-one', browserKey: 'key', changes: true, again: true })
  own.takesBack()
  expect(own.say('key')).not.toHaveProperty('again')
})

test('whoever joins while the server is away, and leaves before it is back, does not go in', () => {
  const own = createOwnHandshake(first)
  own.asksIn({ name: 'Ana' })
  expect(own.say('key').enter).toEqual({ name: 'Ana' })
  own.asksOut()
  expect(own.say('key')).not.toHaveProperty('enter')
})

test('a page that has left, and whose place another one has now, stays at the exit and comes back as one that only asks', () => {
  const own = createOwnHandshake(first)
  own.shown(viewIn({ name: 'in-call' }, 3))
  own.shown(viewIn(exit, 3))
  expect(own.say('key')).toMatchObject({ generation: 3 })
  own.shown(viewIn(exit, 0))
  expect(own.say('key')).toMatchObject({ left: true })
  expect(own.say('key')).not.toHaveProperty('generation')
  own.shown(viewIn({ name: 'precall', openElsewhere: null }, 0))
  expect(own.say('key')).not.toHaveProperty('left')
})
