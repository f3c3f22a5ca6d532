import type { VisitView } from '@anteroom/contract/realtime'
import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { allIsThere, lookAs } from './support/looks.ts'
import { button } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, left, tom, viewOf, waiting } from './support/view.ts'

const manyWaiting = [
  knocking,
  { ...knocking, visitId: 'tom', name: 'Tomasz' },
  { ...knocking, visitId: 'kim', name: 'Kim' },
]

/** The states of the room, and what is opened in them first. */
const states: { name: string; view: VisitView; open?: string | RegExp }[] = [
  { name: 'precall', view: viewOf() },
  { name: 'waiting', view: viewOf({ phase: waiting }) },
  { name: 'left', view: viewOf({ phase: left }) },
  { name: 'a guest with the menu', view: guestsCall(), open: 'Menu' },
  { name: 'a host in the call', view: hostsCall({ people: [ana, tom], waiting: manyWaiting }) },
  { name: 'a host with those who wait', view: hostsCall({ waiting: manyWaiting }), open: /^Waiting/ },
  { name: 'a host with the people', view: hostsCall({ people: [ana, tom] }), open: /^People/ },
  { name: 'a host who would end', view: hostsCall(), open: 'End call' },
]

const toPress = 'button:not(:disabled, [aria-disabled=true]), summary, [role=switch], input[type=radio]'

/** Draws the state anew, and finds what can be pressed in it. */
async function arrive({ view, open }: (typeof states)[number]) {
  // What a press before has had the page remember, such as larger text.
  localStorage.clear()
  document.documentElement.removeAttribute('data-large')
  const drawn = await draw(view)
  if (view.phase.name === 'in-call') await expect.element(button('Share screen')).toBeVisible()
  if (open) {
    // By a key: a press in the same place would be the first of two.
    await expect.element(button(open).first()).toBeVisible()
    ;(button(open).first().element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
  }
  if (view.waiting.length > 0) await expect.element(button(/^Let in/).first()).toBeVisible()
  await allIsThere()
  // Rows that have just come take no press for a moment.
  await expect.poll(() => document.querySelector('[style*="pointer-events: none"]')).toBeNull()
  await untilStill(() => pressable().map(nameOf).join())
  return { ...drawn, found: pressable() }
}

function pressable() {
  return [...document.querySelectorAll<HTMLElement>(toPress)].filter((one) => {
    const { left, top, width, height } = one.getBoundingClientRect()
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })
}

const nameOf = (one: Element) => one.getAttribute('aria-label') ?? one.textContent

async function untilStill(of: () => string) {
  let before = ''
  for (let alike = 0; alike < 3; ) {
    await new Promise(requestAnimationFrame)
    const now = of()
    alike = now === before ? alike + 1 : 0
    before = now
  }
}

/** What has been pressed in a call already: its bar stands below each panel. */
const triedInCall = new Set<string>()

for (const state of states) {
  test(`a double press is taken for one: ${state.name}`, { timeout: 180_000 }, async () => {
    await lookAs('light, wide')
    let taken: string[] = []
    const note = ({ target }: Event) => {
      const pressed = target instanceof Element ? target.closest(toPress) : null
      if (pressed) taken.push(nameOf(pressed))
    }
    onTestFinished(() => document.removeEventListener('click', note, true))
    const arriveAnew = async () => {
      const arrived = await arrive(state)
      // After what the room itself listens with, and before what a press changes.
      document.removeEventListener('click', note, true)
      document.addEventListener('click', note, true)
      return arrived
    }
    let screen = await arriveAnew()
    const names = screen.found.map(nameOf)
    expect(names.length).toBeGreaterThan(0)
    for (let index = 0; index < names.length; index++) {
      const name = names[index] ?? ''
      if (state.view.phase.name === 'in-call' && triedInCall.has(name)) continue
      if (state.view.phase.name === 'in-call' && name) triedInCall.add(name)
      const [before, asked] = [screen.found.map(nameOf).join(), screen.server.asked.length]
      taken = []
      await userEvent.dblClick(page.elementLocator(screen.found[index] as HTMLElement))
      expect(taken, `presses of “${name}”`).toHaveLength(1)
      await untilStill(() => pressable().map(nameOf).join())
      expect(screen.server.asked.length - asked, `asked of the server by “${name}”`).toBeLessThanOrEqual(1)
      if (pressable().map(nameOf).join() === before) continue
      // It has led elsewhere: the next one is tried from where they all are.
      screen.leave()
      screen = await arriveAnew()
      expect(screen.found).toHaveLength(names.length)
    }
  })
}
