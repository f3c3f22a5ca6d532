import { type Locator, page, userEvent } from 'vitest/browser'

/** Finds a button as a person reads it: by its whole name, or by the part that a pattern has. */
export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

/** On a phone it stands behind "More", with the controls that have no place in the bar. */
export const openMenu = () => button(/^(Menu|More)/).click()

/** What the screen is called. */
export const heading = () => page.getByRole('heading', { level: 1 })

/** Tab by tab to an element, as somebody without a mouse gets there. */
export async function tabTo(wanted: Locator) {
  await wanted.findElement()
  for (let steps = 0; steps < 60; steps++) {
    await userEvent.tab()
    if (document.activeElement === wanted.query()) return
  }
  throw new Error(`Tab never comes to ${wanted.selector}`)
}
