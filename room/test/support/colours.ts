import { onTestFinished } from 'vitest'
import { commands } from 'vitest/browser'
import { untilLaidOut } from './looks.ts'

type Colours = { backgroundColor: string | null; buttonPrimary: string | null; buttonSecondary: string | null }
type Theme = { properties: Record<string, string>; ground: 'light' | 'dark' | null }

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** What can hardly be seen on the page: e2e/support/contrast.ts. */
    faint: (style: string) => Promise<string[]>
    faintRings: (style: string) => Promise<string[]>
    /** What the server makes of an integrator's colours. */
    themeOf: (colours: Colours) => Promise<Theme>
  }
}

/** Background, buttons, and what is in them: colours that practices have, and that are hard on a page. */
const hostile = [
  ['white', 'white', 'white'],
  ['black', 'black', 'black'],
  ['gray', 'gray', 'white'],
  ['yellow', 'yellow', 'white'],
  ['lime', 'red', 'lime'],
  ['hotpink', 'hotpink', 'pink'],
  ['crimson', '#c62f27', 'tomato'],
  ['navy', 'midnightblue', 'blue'],
  ['#f6f3ee', '#f2b84b', '#f6f3ee'],
  ['#1b2321', '#18211f', '#24302d'],
] as const

/** People's pictures, as bright and as dark as they can be. A filter would lift them above what lies on them. */
const faces = ['white', 'black'].map(
  (colour) => `video { object-position: 9999px 0 !important; background: ${colour} }`,
)

const root = document.documentElement

function put({ properties, ground }: Theme) {
  root.removeAttribute('style')
  for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value)
  if (ground) root.dataset.ground = ground
  else delete root.dataset.ground
}

/** Colours the page in each of these ways, with and without their backgrounds, and says what can hardly be seen in which. */
export async function faintInHostileColours({ background }: { background: boolean }): Promise<string[]> {
  letAllBeInOneState()
  onTestFinished(() => {
    put({ properties: {}, ground: null })
    delete root.dataset.test
  })
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await untilLaidOut()
  const found: string[] = []
  for (const [index, [backgroundColor, buttonPrimary, buttonSecondary]] of hostile.entries()) {
    const colours = { backgroundColor: background ? backgroundColor : null, buttonPrimary, buttonSecondary }
    const face = faces[index % 2] ?? ''
    const note = (state: string, faint: string[]) =>
      found.push(...faint.map((one) => `${one} (${state}: ${Object.values(colours)})`))
    put(await commands.themeOf(colours))
    note('usual', await commands.faint(face))
    // What a pointer or the focus adds is the same in all colours: a few show whether it is seen.
    if (index > 3) continue
    root.dataset.test = 'hover'
    note('hover', await commands.faint(face))
    delete root.dataset.test
    if (index < 2) note('focus', await commands.faintRings(face))
  }
  return found
}

/** Lets `data-test` of the root stand for a pointer or a focus that is on everything at once. */
function letAllBeInOneState() {
  const rewrite = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule && !rule.selectorText.includes('[data-test')) {
        rule.selectorText = rule.selectorText
          .replaceAll(':hover', ':is(:hover, [data-test="hover"] *)')
          .replaceAll(
            ':focus-visible',
            ':is(:focus-visible, [data-test="focus"] :is(button, a, input, select, textarea, summary))',
          )
      }
      if (rule instanceof CSSGroupingRule) rewrite(rule.cssRules)
    }
  }
  for (const { cssRules } of document.styleSheets) rewrite(cssRules)
}
