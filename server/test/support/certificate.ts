import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** A certificate that a server has made itself, in files of that folder. */
export function makeCertificate(folder: string, host: string) {
  const [certificate, key] = [path.join(folder, 'own.pem'), path.join(folder, 'own.key')]
  const about = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', certificate]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const { status, error } = spawnSync('openssl', ['req', '-x509', ...kind, ...about], { stdio: 'ignore' })
  if (status !== 0) throw error ?? new Error(`openssl ended with ${status}`)
  return { certificate, key }
}
