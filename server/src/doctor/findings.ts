/** What was looked at, and what whoever runs the service should do about it. */
export type Finding = {
  about: string
  status: 'ok' | 'warning' | 'failed'
  says: string
  /** Null where nothing is to be done. */
  remedy: string | null
}

export const fine = (about: string, says: string): Finding => ({ about, status: 'ok', says, remedy: null })

export const doubtful = (about: string, says: string, remedy: string): Finding => ({
  about,
  status: 'warning',
  says,
  remedy,
})

export const broken = (about: string, says: string, remedy: string): Finding => ({
  about,
  status: 'failed',
  says,
  remedy,
})

/** Why somebody could not be reached, by the codes of Node and OpenSSL. */
const reasons: Record<string, string> = {
  ENOTFOUND: 'its name is not known to the DNS here',
  EAI_AGAIN: 'the DNS does not answer here',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut off',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'nothing comes back',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it made its certificate itself, which browsers do not trust',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an authority that browsers do not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it does not send the certificates between its own and the authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of an authority that is not known here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return reasons[code ?? ''] ?? (message || String(code))
}
