import type { Page } from '@playwright/test'
import { faintIn } from './support/contrast.ts'
import { expect, test } from './support/test.ts'

/** Background, buttons, and what is in them: colours that practices have, and that are hard on a page. */
const brands = [
  ['white', 'white', 'white'],
  ['black', 'black', 'black'],
  ['gray', 'gray', 'silver'],
  ['yellow', 'yellow', 'white'],
  ['lime', 'red', 'lime'],
  ['hotpink', 'hotpink', 'pink'],
  ['crimson', '#c62f27', 'tomato'],
  ['navy', 'midnightblue', 'blue'],
  ['#f6f3ee', '#f2b84b', '#f6f3ee'],
  ['#1b2321', '#18211f', '#24302d'],
] as const

const looks = [
  { colorScheme: 'light', width: 1280, height: 900 },
  { colorScheme: 'dark', width: 360, height: 740 },
] as const

async function expectNothingFaint(page: Page, where: string) {
  for (const { colorScheme, ...size } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    expect.soft(await faintIn(page), `${where}, ${colorScheme}`).toEqual([])
  }
}

const flagsOf = ([background, button, within]: (typeof brands)[number]) => [
  `customisation;background-color;${background}`,
  `customisation;button-primary;${button}`,
  `customisation;button-secondary;${within}`,
]

test('all can be seen before the call, in any colours', async ({ api, visit }) => {
  test.setTimeout(120_000)
  for (const brand of brands) {
    const session = await api.book({ flags: flagsOf(brand) })
    const guest = await visit(session.url('Ana'))
    await expect(guest.page.getByText('Your microphone works')).toBeVisible()
    await expectNothingFaint(guest.page, `precall, ${brand}`)
    await guest.close()
  }
})

// Between them they have edges that are lighter, darker and as they are.
for (const brand of [brands[0], brands[3], brands[7]]) {
  test(`all can be seen in the call, in ${brand}`, async ({ api, visit }) => {
    const session = await api.book({ flags: flagsOf(brand) })
    const guest = await visit(session.url('Ana'))
    await guest.join()
    await expect(guest.page.getByRole('heading', { level: 1 })).toHaveText('You are in the waiting room')
    await expectNothingFaint(guest.page, 'waiting')
    const host = await visit(session.url('Dr Vega'))
    await host.join()
    await expect(host.button(/^Let in/).first()).toBeVisible()
    await expectNothingFaint(host.page, 'in the call')
    await host.button('Menu').click()
    await expect(host.page.getByRole('dialog').getByRole('button').first()).toBeVisible()
    await expectNothingFaint(host.page, 'menu')
  })
}
