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
  }
}

/** Names from before they were made plain may still have signs in them that a terminal takes for commands. */
const printable = (value: string | number | null | undefined) => plainName(String(value ?? '–'))

/** Asks at the terminal without showing what is typed; takes the first line where the input is no terminal. */
export async function askPassword(): Promise<string> {
  const { stdin, stderr } = process
  let isMuted = false
  const output = new Writable({
    write(text, _encoding, done) {
      if (!isMuted) stderr.write(text)
      done()
    },
  })
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY })
  try {
    if (!stdin.isTTY) {
      for await (const line of lines) return line
      throw new SetupError('There is no password: type it, or hand it over as the first line of the input.')
    }
    const ask = async (question: string) => {
      isMuted = false
      const answer = lines.question(question)
      isMuted = true
      const text = await answer
      stderr.write('\n')
      return text
    }
    const password = await ask('Password: ')
    if ((await ask('Once more: ')) !== password) throw new SetupError('The two are not the same. Nothing was changed.')
    return password
  } finally {
    lines.close()
  }
}
