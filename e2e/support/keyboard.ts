import { expect, type Locator } from '@playwright/test'

/** Tab by tab to an element, as somebody without a mouse gets there. */
export async function tabTo(wanted: Locator) {
  await expect(wanted).toBeVisible()
  await tabUntil(wanted.page().keyboard, () => wanted.evaluate((element) => element === document.activeElement))
}

/** The same in any browser, until something has the focus. */
export async function tabUntil(keyboard: { press(key: 'Tab'): Promise<void> }, hasFocus: () => Promise<boolean>) {
  for (let steps = 0; steps < 60; steps++) {
    await keyboard.press('Tab')
    if (await hasFocus()) return
  }
  throw new Error('Tab never comes there')
}

/** The same, and presses it. */
export async function press(wanted: Locator) {
  await tabTo(wanted)
  const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle)
  expect(outline, 'the focus can be seen').not.toBe('none')
  await wanted.page().keyboard.press('Enter')
}
