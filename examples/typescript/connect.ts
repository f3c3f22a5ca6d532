import { createClient } from '@anteroom/client'

/** The server and the client that the environment names. */
export const connect = () =>
  createClient({
    baseUrl: setting('ANTEROOM_URL'),
    clientId: setting('ANTEROOM_CLIENT_ID'),
    clientSecret: setting('ANTEROOM_CLIENT_SECRET'),
  })

export function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
