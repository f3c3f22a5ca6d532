import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../run.mjs'
import { call } from './machine.mjs'

const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/**
 * A certificate authority as a hospital has one.
 * @param {string} folder
 */
export function createAuthority(folder) {
  mkdirSync(folder, { recursive: true })
  const at = (/** @type {string} */ name) => path.join(folder, name)
  const [authority, key] = [at('authority.pem'), at('authority.key')]
  call('openssl', ['req', '-x509', ...kind, '-days', '30', '-subj', '/CN=Trial', '-keyout', key, '-out', authority])
  return {
    authority,
    /**
     * @param {string} name of its files
     * @param {readonly string[]} hosts
     */
    certify(name, hosts) {
      const made = { certificate: at(`${name}.pem`), key: at(`${name}.key`) }
      const request = ['-subj', `/CN=${hosts[0]}`, '-keyout', made.key, '-out', at(`${name}.csr`)]
      call('openssl', ['req', ...kind, ...request])
      writeFileSync(at('names'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`)
      const by = ['-CA', authority, '-CAkey', key, '-CAcreateserial', '-days', '90', '-extfile', at('names')]
      call('openssl', ['x509', '-req', '-in', at(`${name}.csr`), '-out', made.certificate, ...by])
      return made
    },
  }
}

const version = 'v2.10.3'

/** Let's Encrypt's own ACME server for tests, built by Go; null where there is none. */
export function ensurePebble() {
  const folder = path.join(root, '.cache', 'pebble', version)
  const program = path.join(folder, 'pebble')
  if (existsSync(program)) return program
  const env = { ...process.env, GOBIN: folder }
  const asked = call(
    'sh',
    ['-c', `command -v go && go install github.com/letsencrypt/pebble/v2/cmd/pebble@${version}`],
    {
      mayFail: true,
      env,
    },
  )
  return asked.status === 0 && existsSync(program) ? program : null
}
