import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../ground/clock.ts'

/** How long a page may stay open before its form is used. */
const formMs = 3_600_000

export type FormName = 'sign-in' | 'decide' | 'sign-out'

export type FormTokens = ReturnType<typeof createFormTokens>

/**
 * Tells a form that we have sent to this browser from one that another site has made up (CSRF).
 *
 * The token is an HMAC of the form's name and the time, under a cookie that only this browser has and no script can
 * read: once somebody is signed in, their sign-in itself. So every process can check it without anything stored or
 * shared. @fastify/csrf-protection has its own cookie with its secret, which does not change on signing in, and it
 * ends the request where a page with what was typed has to be shown again.
 */
export function createFormTokens({ clock, publicUrl }: { clock: Clock; publicUrl: string }) {
  return {
    make: (form: FormName, cookie: string) => tokenAt(form, cookie, clock.now().getTime()),

    isOwn(request: FastifyRequest, form: FormName, cookie: string | null, token: string | null): boolean {
      if (!cookie || !token || !comesFromHere(request, publicUrl)) return false
      const madeMs = Number.parseInt(token.split('.', 1)[0] ?? '', 36)
      if (!Number.isSafeInteger(madeMs)) return false
      const ageMs = clock.now().getTime() - madeMs
      const expected = Buffer.from(tokenAt(form, cookie, madeMs))
      const given = Buffer.from(token)
      return ageMs >= 0 && ageMs < formMs && given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}

function tokenAt(form: FormName, cookie: string, madeMs: number): string {
  const made = madeMs.toString(36)
  return `${made}.${createHmac('sha256', cookie).update(`form ${form} ${made}`).digest('base64url')}`
}

/**
 * Browsers say where a form was, and no page can make them say something else. Older ones, and all of them on plain
 * HTTP, leave out `Sec-Fetch-Site`; they send `Origin: null` from our pages, as these tell nobody where one came from
 * (Fetch, "append a request Origin header"). There, the token alone decides.
 */
function comesFromHere({ headers }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === undefined || headers.origin === 'null' || headers.origin === publicUrl
}
