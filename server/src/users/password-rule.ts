import { maxPasswordLength, minPasswordLength } from '@anteroom/contract/api/users'
import { isText } from '@anteroom/contract/texts'
import { isCommonPassword } from './common-passwords.ts'

/** Whom a password is for: their address and names, and their teams'. */
export type About = readonly (string | null)[]

/** How many characters have to be left when all that anybody would try first is taken away. */
const ownCharacters = 6

/** What passwords are made of that many people have, as lists of leaked ones show: in the room's languages, and of clinics. */
const commonWords =
  `password passwort passwd contrasena clave geheim secret kennwort welcome willkommen bienvenido hello hallo hola
letmein login signin admin administrator root user guest test demo default changeme change master access
qwerty azerty qwertz dragon monkey shadow sunshine princess football baseball basketball soccer hockey superman batman
iloveyou loveyou teamo tequiero ichliebedich love baby angel lovely flower freedom whatever trustno computer internet
michael jordan daniel charlie thomas george robert andrew jennifer jessica ashley nicole hannah maria jose carlos
liverpool arsenal chelsea barcelona realmadrid bayern dortmund manchester united pokemon starwars ninja killer hunter
summer winter spring autumn sommer herbst fruhling verano invierno otono primavera january february march april june july
august september october november december monday tuesday wednesday thursday friday saturday sunday montag freitag
london berlin madrid paris wien sydney melbourne america deutschland germany espana australia england
clinic klinik clinica doctor doktor hospital practice praxis medical medicine health patient nurse therapy video consult
anteroom coviu company office secure security private woaini zhongguo beijing mahal habibi allah`
    .split(/\s+/)
    .map(fold)

/** Keys as they follow each other, and what fingers do with them. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'zaq12wsxcde34rfvbgt56yhn',
  '!@#$%^&*()',
].flatMap((row) => [row, [...row].reverse().join('')])

/** What is wrong with a password that somebody wants to have; null when nothing is. Those from before the rule stay good. */
export async function passwordFault(password: string, about: About): Promise<string | null> {
  // The form that is hashed.
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < minPasswordLength) return `must have at least ${minPasswordLength} characters`
  if (length > maxPasswordLength) return `must have at most ${maxPasswordLength} characters`
  if (!isText(text)) return 'has a character that cannot be stored (NUL, or half of a surrogate pair)'
  if (/^\d+$/.test(text)) return 'must not be digits alone'
  if (new Set(text.toLowerCase()).size < 5 || /^(.{1,6})\1+$/su.test(text))
    return 'must not be the same again and again'
  if (ownLength(text, wordsOf(about)) < ownCharacters || (await isCommonPassword(simplify(text))))
    return 'is too easy to guess: common passwords and words, rows of keys, years and names are tried first. Take a sentence of your own'
  return null
}

function ownLength(text: string, names: readonly string[]): number {
  const plain = simplify(text)
  const folded = fold(plain)
  const words = [...commonWords, ...names]
  let own = 0
  for (let at = 0; at < plain.length; ) {
    const word = Math.max(0, ...words.filter((one) => folded.startsWith(one, at)).map((one) => one.length))
    const skipped = Math.max(word, runAt(plain, at), /^(?:19|20)\d\d/.test(plain.slice(at, at + 4)) ? 4 : 0)
    if (skipped === 0) own += 1
    at += skipped || 1
  }
  return own
}

/** How many keys of a row follow each other there; fewer than three are no run. */
function runAt(text: string, at: number): number {
  let length = 0
  while (
    length < 26 &&
    at + length < text.length &&
    rows.some((row) => row.includes(text.slice(at, at + length + 1)))
  ) {
    length += 1
  }
  return length >= 3 ? length : 0
}

/** The parts of addresses and names that are long enough to be recognised. */
function wordsOf(about: About): string[] {
  const texts = about.flatMap((text) => (text ? [simplify(text)] : []))
  return texts
    .flatMap((text) => [...text.split(/[^\p{L}\p{N}]+/u), text.replace(/[^\p{L}\p{N}]+/gu, '')])
    .filter((word) => [...word].length >= 3)
    .map(fold)
}

/** Small letters without accents. */
function simplify(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Signs that are written for letters are those letters; of `i` and `l` both look like 1. One sign for each. */
function fold(text: string): string {
  const signs: Record<string, string> = { '0': 'o', '1': 'i', l: 'i', '!': 'i', '|': 'i', '3': 'e', '4': 'a', '@': 'a' }
  const more: Record<string, string> = { '5': 's', $: 's', '7': 't', '+': 't', '8': 'b', '9': 'g' }
  return text.replace(/[01l!|34@5$7+89]/g, (sign) => signs[sign] ?? more[sign] ?? sign)
}
