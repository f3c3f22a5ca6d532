import { expect, type Locator } from '@playwright/test'

/** Tab by tab to an element, as somebody without a mouse gets there. */
export async function tabTo(wanted: Locator) {
  await expect(wanted).toBeVisible()
  for (let steps = 0; steps < 60; steps++) {
    await wanted.page().keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never comes to ${wanted}`)
}

/** The same, and presses it. */
export async function press(wanted: Locator) {
  await tabTo(wanted)
  const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle)
  expect(outline, 'the focus can be seen').not.toBe('none')
  await wanted.page().keyboard.press('Enter')
}
