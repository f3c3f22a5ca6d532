import { existsSync } from 'node:fs'
import path from 'node:path'
import { readDocumented } from './documented.ts'
import { layWires } from './wires.ts'

const programs = ['ip', 'nft', 'turnserver', 'openssl', 'setpriv']

/** Why networks cannot be made here; null where they can. */
export function whyNotPossible(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only'
  if (process.getuid?.() !== 0) return 'only root makes network namespaces'
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(path.join(folder, program))))
  if (missing.length > 0) return `these programs are missing: ${missing.join(', ')}`
  try {
    const wires = layWires({ server: '203.0.113.10', relay: readDocumented().relayAddress }, {})
    try {
      wires.setFirewall('home', [''])
    } finally {
      wires.remove()
    }
  } catch (error) {
    return `this system refuses network namespaces or nftables in them: ${error instanceof Error ? error.message : error}`
  }
  return null
}
