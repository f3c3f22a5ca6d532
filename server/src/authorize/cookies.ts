import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `sign_in` says who uses the browser; `form` is for the form tokens of those who have not signed in yet. Both end
 * with the browser, as people of a practice share computers. `device` stays: it opens nothing and says only that
 * somebody has signed in by this browser before, whom guesses made elsewhere then do not slow down.
 */
type CookieName = 'sign_in' | 'form' | 'device'

/** The longest that browsers keep one. */
const keepDeviceSeconds = 400 * 86_400

export type Cookies = ReturnType<typeof createCookies>

export function createCookies(publicUrl: string) {
  const isSecure = publicUrl.startsWith('https:')
  // The prefix keeps other hosts of the domain, and whoever answers in our place over HTTP, from setting it.
  const fullName = (name: CookieName) => `${isSecure ? '__Host-' : ''}anteroom_${name}`
  // Lax, as people come here from the applications' sites.
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }

  return {
    /** Null when there is none that could be ours. */
    read({ cookies }: FastifyRequest, name: CookieName): string | null {
      const value = cookies[fullName(name)]
      return value && /^[\w-]{43}$/.test(value) ? value : null
    },
    set(reply: FastifyReply, name: CookieName, value: string) {
      reply.setCookie(fullName(name), value, name === 'device' ? { ...options, maxAge: keepDeviceSeconds } : options)
    },
    clear: (reply: FastifyReply, name: CookieName) => void reply.clearCookie(fullName(name), options),
  }
}
