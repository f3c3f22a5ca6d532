import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `sign_in` says who uses the browser; `form` is for the form tokens of those who have not signed in yet. Both end
 * with the browser, as people of a practice share computers.
 */
type CookieName = 'sign_in' | 'form'

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
    set: (reply: FastifyReply, name: CookieName, value: string) => void reply.setCookie(fullName(name), value, options),
    clear: (reply: FastifyReply, name: CookieName) => void reply.clearCookie(fullName(name), options),
  }
}
