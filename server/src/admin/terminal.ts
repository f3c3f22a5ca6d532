import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { plainName } from '@anteroom/contract/names'
import { SetupError } from '../ground/setup-error.ts'

type Row = Record<string, string | number | null>

/** How results are shown: as a table to people, as JSON to programs. */
export type Printer = {
  table(rows: Row[], asJson: boolean): void
  facts(facts: Row, asJson: boolean): void
  line(text: string): void
  /** As it stands, for a file. */
  text(text: string): void
}

export function createPrinter(out: { write(text: string): unknown }): Printer {
  const json = (value: unknown) => out.write(`${JSON.stringify(value, null, 2)}\n`)
  return {
    table(rows, asJson) {
      if (asJson) return void json(rows)
      const [first] = rows
      if (!first) return void out.write('None.\n')
      const names = Object.keys(first)
      const lines = [names, ...rows.map((row) => names.map((name) => printable(row[name])))]
      const widths = names.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
      for (const cells of lines) {
        out.write(
          `${cells
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd()}\n`,
        )
      }
    },

    facts(facts, asJson) {
      if (asJson) return void json(facts)
      const width = Math.max(...Object.keys(facts).map((name) => name.length))
      for (const [name, value] of Object.entries(facts)) out.write(`${name.padEnd(width)}  ${printable(value)}\n`)
    },

    line: (text) => void out.write(`${text}\n`),
    text: (text) => void out.write(text),
  }
}

/** Names from before they were made plain may still have signs in them that a terminal takes for commands. */
const printable = (value: string | number | null | undefined) => plainName(String(value ?? '–'))

/** Asks for a new password, twice. */
export async function askPassword(): Promise<string> {
  const [password = '', again = password] = await askAll(['password'], ['Password: ', 'Once more: '])
  if (again !== password) throw new SetupError('The two are not the same. Nothing was changed.')
  return password
}

/** Asks for keys and the like, which somebody pastes. */
export const askSecrets = (names: readonly string[]): Promise<string[]> =>
  askAll(
    names,
    names.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: `),
  )

/** Asks for what may be seen. */
export const ask = async (question: string): Promise<string> => (await askAll(['answer'], [question], 'seen'))[0] ?? ''

/** Asks at the terminal, as a rule without showing what is typed; takes a line for each name where the input is no terminal. */
async function askAll(names: readonly string[], questions: readonly string[], typed: 'seen' | 'hidden' = 'hidden') {
  const { stdin, stderr } = process
  let isMuted = false
  const output = new Writable({
    write(text, _encoding, done) {
      if (!isMuted) stderr.write(text)
      done()
    },
  })
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY })
  const answers: string[] = []
  try {
    if (stdin.isTTY) {
      for (const question of questions) {
        isMuted = false
        const answer = lines.question(question)
        isMuted = typed === 'hidden'
        answers.push(await answer)
        if (typed === 'hidden') stderr.write('\n')
      }
      return answers
    }
    for await (const line of lines) {
      answers.push(line)
      if (answers.length === names.length) return answers
    }
    throw new SetupError(
      `There is no ${names[answers.length]}: type it, or hand it over as line ${answers.length + 1} of the input.`,
    )
  } finally {
    lines.close()
  }
}
