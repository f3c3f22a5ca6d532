import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { readCookie } from '../look/language.ts'

/**
 * The prefix keeps other hosts of the domain, and whoever answers in our place over HTTP, from setting it. With TLS no
 * other name is read: whoever can set one would know the key of everybody who comes with it.
 */
export const hostCookieName = '__Host-anteroom_secret'
export const cookieName = 'anteroom_secret'
export const plainCookieName = 'anteroom_secret_plain'

/** The secret that this browser got with an earlier page; null where it has none. */
export function readSecret(request: FastifyRequest, { publicUrl }: Pick<Config, 'publicUrl'>): string | null {
  const names = publicUrl.startsWith('https:') ? [hostCookieName] : [cookieName, plainCookieName]
  const secret = names.map((name) => readCookie(request, name)).find((found) => found !== null)
  return secret && /^.{16,128}$/.test(secret) ? secret : null
}

/** This browser's key for one link. */
export function browserKeyOf(secret: string, link: string): string {
  return createHmac('sha256', secret).update(link.toLowerCase()).digest('base64url')
}
