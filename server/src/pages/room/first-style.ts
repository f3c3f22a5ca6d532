import { readFileSync } from 'node:fs'
import path from 'node:path'
import { theme } from '../look/style.ts'

const ownRules = readFileSync(path.join(import.meta.dirname, '../../../../room/src/first-screen.css'), 'utf8')

/** How the first screen looks, in the page itself: a style sheet of its own would be waited for. */
export const firstStyle = squeezed(`${theme}${ownRules}`)

/** A style sheet of ours without what only readers need: comments, and blanks that separate nothing. */
function squeezed(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?|(:) /g, '$1$2')
    .replace(/;}/g, '}')
    .trim()
}
