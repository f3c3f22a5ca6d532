import { allPermissions } from '@anteroom/contract/api/permissions'
import cookie from '@fastify/cookie'
// For `hide` in a route's schema.
import type {} from '@fastify/swagger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../ground/clock.ts'
import type { Ids } from '../ground/ids.ts'
import { writeLine } from '../ground/log.ts'
import { problemOf, refusalOf } from '../http/problems.ts'
import { languageFor } from '../pages/look/language.ts'
import type { Markup } from '../pages/look/markup.ts'
import { style, styleSourceOf } from '../pages/look/style.ts'
import { createCookies } from './cookies.ts'
import { createFormTokens } from './form-tokens.ts'
import { brokenPage, type ConsentForm, consentPage, paths, refusalPage, type SignInForm, signInPage } from './pages.ts'
import { sourceOf } from './rules.ts'
import type { Asked, Authorizations, SignedInUser } from './service.ts'
import type { Words } from './words/en.ts'
import { allWords, forDevelopers } from './words/words.ts'

type Parts = { authorizations: Authorizations; clock: Clock; ids: Ids; publicUrl: string }

type Handler = (asked: Asked, request: FastifyRequest, reply: FastifyReply, words: Words) => Promise<FastifyReply>

/** An address, a password, a token and a team are far smaller. */
const maxFormBytes = 16 * 1024

/** Sign-in and consent (RFC 6749 3.1): pages for people, which work without scripts. */
export function authorizeRoutes({ authorizations, clock, ids, publicUrl }: Parts) {
  const cookies = createCookies(publicUrl)
  const forms = createFormTokens({ clock, publicUrl })

  return async (scope: FastifyInstance) => {
    await scope.register(cookie)
    readForms(scope)
    answerWithPage(scope)
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers({
        'Cache-Control': 'no-store',
        // The request's state stands in the address.
        'Referrer-Policy': 'no-referrer',
        'X-Frame-Options': 'DENY',
        // Applications may open these pages in a window of their own, and wait in the one below for the answer.
        'Cross-Origin-Opener-Policy': 'unsafe-none',
        'X-Robots-Tag': 'noindex',
      })
    })
    // Pages are no part of what the API's description describes.
    const options = { schema: { hide: true }, bodyLimit: maxFormBytes }
    scope.get(paths.authorize, options, withAsked(open))
    scope.post(paths.authorize, options, withAsked(decide))
    scope.post(paths.signIn, options, withAsked(signIn))
    scope.post(paths.signOut, options, withAsked(signOut))
    // A browser that brings back its pages later asks for a form's answer by its address alone.
    for (const path of [paths.signIn, paths.signOut]) scope.get(path, options, withAsked(startAgain))
  }

  /** The request stands in the address of each page and each form, and is checked each time anew. */
  function withAsked(handle: Handler) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const asked = await authorizations.read(queryOf(request))
      const words = wordsFor(request)
      if ('refused' in asked) return send(reply, 400, words, refusalPage(words, asked.refused))
      if ('sendTo' in asked) return reply.redirect(asked.sendTo, 303)
      return handle(asked, request, reply, words)
    }
  }

  async function startAgain({ request: { query } }: Asked, _request: FastifyRequest, reply: FastifyReply) {
    return reply.redirect(`${paths.authorize}?${query}`, 303)
  }

  async function open(asked: Asked, request: FastifyRequest, reply: FastifyReply, words: Words) {
    const known = await whoAsks(request)
    if (!known) return showSignIn(asked, request, reply, words, 200, {})
    return showConsent(asked, known, reply, words, 200, { teamId: asked.request.teamId })
  }

  async function signIn(asked: Asked, request: FastifyRequest, reply: FastifyReply, words: Words) {
    const typed = bodyOf(request)
    const email = typed.get('email')?.trim() ?? ''
    const password = typed.get('password') ?? ''
    const again = (status: number, form: Partial<SignInForm>) =>
      showSignIn(asked, request, reply, words, status, { email, ...form })
    if (!forms.isOwn(request, 'sign-in', cookies.read(request, 'form'), typed.get('form_token')))
      return again(403, { notice: words.errors.stale })
    if (!email || !password) {
      const errors = {
        ...(email ? {} : { email: words.errors.noEmail }),
        ...(password ? {} : { password: words.errors.noPassword }),
      }
      return again(400, { errors })
    }
    const result = await authorizations.signIn(
      { ip: request.ip, requestId: request.id },
      { email, password, before: cookies.read(request, 'sign_in'), device: cookies.read(request, 'device') },
    )
    if ('waitSeconds' in result) {
      reply.header('Retry-After', result.waitSeconds)
      return again(429, { notice: result.isBusy ? words.errors.busy : words.errors.wait(result.waitSeconds) })
    }
    // Which of the two was wrong is not said: it would tell who has an account.
    if ('wrong' in result) return again(400, { isWrong: true, notice: words.errors.wrong })
    cookies.set(reply, 'sign_in', result.cookie)
    cookies.set(reply, 'device', result.device)
    return startAgain(asked, request, reply)
  }

  async function signOut(asked: Asked, request: FastifyRequest, reply: FastifyReply, words: Words) {
    const known = await whoAsks(request)
    if (known && !forms.isOwn(request, 'sign-out', known.cookie, bodyOf(request).get('form_token')))
      return showConsent(asked, known, reply, words, 403, { teamId: asked.request.teamId, notice: words.errors.stale })
    if (known) await forget(known, reply)
    return startAgain(asked, request, reply)
  }

  async function decide(asked: Asked, request: FastifyRequest, reply: FastifyReply, words: Words) {
    const known = await whoAsks(request)
    if (!known) return showSignIn(asked, request, reply, words, 403, { notice: words.errors.stale })
    const typed = bodyOf(request)
    const teamId = typed.get('team_id')
    const again = (status: number, form: Partial<ConsentForm>) =>
      showConsent(asked, known, reply, words, status, { teamId, ...form })
    if (!forms.isOwn(request, 'decide', known.cookie, typed.get('form_token')))
      return again(403, { notice: words.errors.stale })
    switch (typed.get('decision')) {
      case 'deny':
        return reply.redirect(authorizations.deny(asked, forDevelopers.denied), 303)
      case 'allow': {
        const { userId, teams } = known.user
        const team = teams.find((one) => one.teamId === teamId)
        if (!team) return again(400, { teamError: words.errors.noTeam })
        const caller = {
          clientId: asked.application.appId,
          userId,
          teamId: team.teamId,
          isSystem: false,
          isUser: true,
          isApplication: false,
          appId: null,
          permissions: allPermissions,
          ip: request.ip,
          requestId: request.id,
          once: null,
        }
        const sendTo = await authorizations.allow(caller, asked, known.cookie)
        return sendTo === null ? startAgain(asked, request, reply) : reply.redirect(sendTo, 303)
      }
      default:
        return again(400, { notice: words.errors.noDecision })
    }
  }

  type Known = { cookie: string; user: SignedInUser }

  async function whoAsks(request: FastifyRequest): Promise<Known | null> {
    const value = cookies.read(request, 'sign_in')
    const user = value && (await authorizations.whoHas(value))
    return user ? { cookie: value, user } : null
  }

  async function forget(known: Known, reply: FastifyReply) {
    await authorizations.signOut(known.cookie)
    cookies.clear(reply, 'sign_in')
  }

  async function showSignIn(
    asked: Asked,
    request: FastifyRequest,
    reply: FastifyReply,
    words: Words,
    status: number,
    form: Partial<SignInForm>,
  ) {
    const known = cookies.read(request, 'form')
    const browser = known ?? ids.secret()
    if (!known) cookies.set(reply, 'form', browser)
    const content = signInPage(words, asked, {
      token: forms.make('sign-in', browser),
      email: '',
      notice: null,
      errors: {},
      isWrong: false,
      publicHost: new URL(publicUrl).host,
      backUrl: authorizations.deny(asked, forDevelopers.denied),
      ...form,
    })
    // A password is typed here: not to the whole web.
    return send(reply, status, words, content, sourceOf(asked.application.redirectEndpoint, false))
  }

  async function showConsent(
    asked: Asked,
    known: Known,
    reply: FastifyReply,
    words: Words,
    status: number,
    form: Partial<ConsentForm>,
  ) {
    if (known.user.teams.length === 0) {
      // Else whoever signed in with the wrong account could not choose another one.
      await forget(known, reply)
      return reply.redirect(authorizations.deny(asked, forDevelopers.noTeam), 303)
    }
    const content = consentPage(words, asked, known.user, {
      decideToken: forms.make('decide', known.cookie),
      signOutToken: forms.make('sign-out', known.cookie),
      teamId: null,
      notice: null,
      teamError: null,
      publicUrl,
      ...form,
    })
    return send(reply, status, words, content, sourceOf(asked.application.redirectEndpoint, true))
  }
}

/** `formTarget`: where forms of the page may lead besides here. */
function send(reply: FastifyReply, status: number, { language }: Words, page: Markup, formTarget?: string) {
  const policy = [
    "default-src 'none'",
    `style-src ${styleSourceOf(style)}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    `form-action ${formTarget ? `'self' ${formTarget}` : "'none'"}`,
    "frame-ancestors 'none'",
  ]
  return reply
    .code(status)
    .headers({ 'Content-Security-Policy': policy.join('; '), 'Content-Language': language })
    .type('text/html; charset=utf-8')
    .send(page.text)
}

function readForms(scope: FastifyInstance) {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body as string))
  })
}

function bodyOf({ body }: FastifyRequest): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams()
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
}

function answerWithPage(scope: FastifyInstance) {
  scope.setErrorHandler((error, request, reply) => {
    const { problem, isBug } = problemOf(error)
    if (isBug) writeLine(request.log, 'request-failed', { err: error, route: request.routeOptions.url })
    request.refusal = refusalOf(problem)
    const words = wordsFor(request)
    const why = problem.status >= 500 ? 'bug' : problem.status === 429 ? 'many' : 'request'
    return send(reply, problem.status, words, brokenPage(words, why))
  })
}

function wordsFor(request: FastifyRequest): Words {
  return allWords[languageFor(request)]
}
