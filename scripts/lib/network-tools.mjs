import { existsSync } from 'node:fs'
import path from 'node:path'
import { canInstall, install } from './apt.mjs'

/** What networks are made with, and the package of Debian and Ubuntu that it is in. */
const packages = { ip: 'iproute2', nft: 'nftables', turnserver: 'coturn', openssl: 'openssl', setpriv: 'util-linux' }

/** Installs what the tests on networks need, where that can be done; where not, those tests say what is missing. */
export async function ensureNetworkTools() {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const missing = Object.entries(packages).filter(
    ([program]) => !folders.some((folder) => existsSync(path.join(folder, program))),
  )
  if (missing.length === 0 || !canInstall()) return
  await install(
    missing.map(([, name]) => name),
    'The tests on networks need more than there is',
  )
}
