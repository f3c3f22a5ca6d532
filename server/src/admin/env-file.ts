import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from '../ground/setup-error.ts'

const comment = /[^\S\n]*(?:[#;].*)?(?:\n|$)/y
const entry =
  /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_]\w*)[^\S\n]*=[^\S\n]*('[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?!['"])(?:\\[\s\S]|[^\\\n])*)[^\S\n]*(?:\n|$)/y

/**
 * Reads a file as systemd reads its `EnvironmentFile`. Not as Node reads one: there the rest of a value after a `#` is a
 * comment, and a password with one would be cut off.
 */
export function parseEnvFile(given: string): { values: Record<string, string> } | { badLine: number } {
  const text = given.replaceAll('\r\n', '\n')
  const values: Record<string, string> = {}
  const match = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  for (let at = 0; at < text.length; ) {
    const found = match(comment, at) ?? match(entry, at)
    if (!found) return { badLine: text.slice(0, at).split('\n').length }
    const [whole, name, value = ''] = found
    if (name !== undefined) values[name] = meant(value)
    at += whole.length
  }
  return { values }
}

function meant(value: string): string {
  // A line that ends with a backslash goes on in the next.
  const inText = (_: string, escaped: string) => (escaped === '\n' ? '' : escaped)
  if (value.startsWith("'")) return value.slice(1, -1)
  if (value.startsWith('"')) return value.slice(1, -1).replace(/\\([\n"\\`$])/g, inText)
  return value.trimEnd().replace(/\\([\s\S])/g, inText)
}

export function readEnvFile(given: string): Record<string, string> {
  const file = path.resolve(given)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`
    throw new SetupError(`The file ${file} ${why}. Name the one with the settings of your server with --env-file.`, {
      cause: error,
    })
  }
  const read = parseEnvFile(text)
  // What stands in that line may be a secret.
  if ('badLine' in read) throw new SetupError(`Line ${read.badLine} of ${file} is no setting: it must be NAME=value.`)
  return read.values
}
