import { expect, onTestFinished, test } from 'vitest'
import { commands } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { allIsThere, type Look, lookAs } from './support/looks.ts'
import { button } from './support/screen.ts'
import { viewOf } from './support/view.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** How the page looks, as it is kept: e2e/support/pictures.ts. */
    print: () => Promise<Print>
    whereDifferent: (before: Print, after: Print) => Promise<string | null>
  }
}
type Print = `${string} ${string}`

const seen = [
  { change: 'a button that moved by 4 px', css: '[class*=_primary_] { translate: 0 4px }' },
  { change: 'a button that moved by 4 px to the side', css: '[class*=_primary_] { translate: 4px 0 }' },
  { change: 'another shade of quiet words', css: ':root { --text-quiet: #6b7875; --on-ground-quiet: #6b7875 }' },
  { change: 'another green', css: ':root { --button: #0a7a55 }' },
]
const unseen = [
  { change: 'nothing', css: '' },
  { change: 'edges of letters that are drawn in another way', css: 'h1, p, time { translate: 0.12px 0.08px }' },
]

for (const look of ['light, wide', 'light, phone'] satisfies Look[]) {
  test(`what is kept of a picture tells a change from letters that are drawn a little differently: ${look}`, async () => {
    await lookAs(look)
    await draw(viewOf())
    await expect.element(button('Join')).toBeVisible()
    await allIsThere()
    const sheet = new CSSStyleSheet()
    document.adoptedStyleSheets = [sheet]
    onTestFinished(() => {
      document.adoptedStyleSheets = []
    })
    const before = await commands.print()
    const after = async (css: string) => {
      sheet.replaceSync(css)
      return commands.whereDifferent(before, await commands.print())
    }
    for (const { change, css } of seen) expect.soft(await after(css), change).not.toBeNull()
    for (const { change, css } of unseen) expect.soft(await after(css), change).toBeNull()
  })
}
