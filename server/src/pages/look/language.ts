import {
  acceptedLanguages,
  chooseLanguage,
  type Language,
  languageCookies,
  languageOf,
} from '@anteroom/contract/languages'
import type { FastifyRequest } from 'fastify'

/** What the person chose before; else what the link's sender asks for, as `?lang=de`; else what the browser wants. */
export function languageFor(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown }
  return (
    languageOf(readCookie(request, languageCookies.secure)) ??
    languageOf(readCookie(request, languageCookies.plain)) ??
    chooseLanguage([
      ...(typeof lang === 'string' ? [lang] : []),
      ...acceptedLanguages(request.headers['accept-language']),
    ])
  )
}

export function readCookie(request: FastifyRequest, name: string): string | null {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]+)(?:;|$)`).exec(request.headers.cookie ?? '')?.[1] ?? null
}
