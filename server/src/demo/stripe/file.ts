import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Accounts } from './accounts.ts'
import { type Account, newAccount } from './objects.ts'

/** Nothing kept yet where there is no file; one that cannot be read is left behind, and what was in it is lost. */
export async function readAccounts(file: string): Promise<Accounts> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8'), (_name, value) => (isMap(value) ? new Map(value.map) : value))
    if (!(kept instanceof Map)) return new Map()
    // What a newer version keeps besides begins empty.
    return new Map(
      [...kept].map(([id, account]: [string, Account]) => [id, { ...newAccount(id, account.isLive), ...account }]),
    )
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw error
  }
}

/** Keeps the accounts in a file as they change; it is never half written. */
export function keepAccounts(file: string, accounts: Accounts) {
  let writing: Promise<void> | null = null
  let isChanged = false

  async function write() {
    while (isChanged) {
      isChanged = false
      const draft = `${file}.${randomBytes(6).toString('hex')}`
      const text = JSON.stringify(accounts, (_name, value) => (value instanceof Map ? { map: [...value] } : value))
      // Secrets of webhooks stand in it.
      await writeFile(draft, text, { mode: 0o600 })
      await rename(draft, file)
    }
  }

  return {
    change() {
      isChanged = true
      writing ??= write().finally(() => {
        writing = null
      })
      return writing
    },
  }
}

function isMap(value: unknown): value is { map: [string, unknown][] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    Array.isArray((value as { map?: unknown }).map)
  )
}
