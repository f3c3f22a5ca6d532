import type { Look, VisitView } from '@anteroom/contract/realtime'
import { createStore } from '@anteroom/ui/ground/store.ts'
import { expect, onTestFinished, test } from 'vitest'
import { followLook } from './follow-look.ts'

const root = document.documentElement
const own: Look = { properties: { '--brand-button': 'teal' }, ground: null, icon: null }
const viewWith = (look: Look | undefined, name: string | null = 'Follow-up') =>
  ({ session: { name }, ...(look && { look }) }) as VisitView

/** A page as the server sends it, with the look in its style sheet. */
function openPage(look: Look) {
  const head = document.createElement('div')
  const rules = Object.entries(look.properties).map(([name, value]) => `${name}:${value}`)
  head.innerHTML = `<style>:root{${rules.join(';')}}</style><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,own">`
  document.head.prepend(head)
  document.title = '(2) Follow-up · Clinic'
  const until = new AbortController()
  onTestFinished(() => {
    until.abort()
    head.remove()
    root.removeAttribute('style')
    root.removeAttribute('data-ground')
  })
  const view = createStore(viewWith(look))
  followLook(view, until.signal)
  return {
    view,
    icon: () => head.querySelector('link')?.getAttribute('href'),
    scheme: () => head.querySelector('meta')?.getAttribute('content'),
  }
}

const property = (name: string) => getComputedStyle(root).getPropertyValue(name)

test('a page that is open takes on another look, and gives it up again', async () => {
  const { view, icon, scheme } = openPage(own)
  view.set(viewWith({ properties: { '--brand-background': '#102030' }, ground: 'dark', icon: '/icon.png' }))
  await expect.poll(() => property('--brand-background')).toBe('#102030')
  expect(property('--brand-button')).toBe('')
  expect([root.dataset.ground, scheme(), icon()]).toEqual(['dark', 'dark', '/icon.png'])
  view.set(viewWith(own))
  await expect.poll(() => property('--brand-button')).toBe('teal')
  expect(property('--brand-background')).toBe('')
  expect([root.dataset.ground, scheme(), icon()]).toEqual([undefined, 'light dark', 'data:,'])
})

test('another name of the session stands in the title, and a server from before takes no look away', async () => {
  const { view } = openPage(own)
  view.set(viewWith(undefined, 'Review $& result'))
  await expect.poll(() => document.title).toBe('(2) Review $& result · Clinic')
  expect(property('--brand-button')).toBe('teal')
})
