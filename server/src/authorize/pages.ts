import { initialsOf } from '@anteroom/contract/initials'
import { languages } from '@anteroom/contract/languages'
import { isolated, plainName } from '@anteroom/contract/names'
import { ownIcon } from '../pages/look/icon.ts'
import { html, Markup, type Part } from '../pages/look/markup.ts'
import { style } from '../pages/look/style.ts'
import { hostOf } from './rules.ts'
import type { Application, Asked, Refusal, SignedInUser } from './service.ts'
import type { Words } from './words/en.ts'
import { forDevelopers } from './words/words.ts'

/** The addresses of the forms. */
export const paths = {
  authorize: '/v1/auth/authorize',
  signIn: '/v1/auth/sign-in',
  signOut: '/v1/auth/sign-out',
} as const

export type SignInForm = {
  token: string
  email: string
  /** What is in the way of the form as a whole. */
  notice: string | null
  errors: { email?: string; password?: string }
  /** Whether the notice is about both fields. */
  isWrong: boolean
  /** Where this page really is. */
  publicHost: string
  /** The application's address with the answer that nobody signed in. */
  backUrl: string
}

export function signInPage(words: Words, { application, request }: Asked, form: SignInForm): Markup {
  const { email, notice, errors, isWrong } = form
  // The page begins at its top, unless a field needs another look.
  const focus = errors.email ? 'email' : errors.password || isWrong ? 'password' : null
  const text = words.signIn
  return page(
    words,
    text.title,
    notice !== null || errors.email !== undefined || errors.password !== undefined,
    html`
      <h1>${text.title}</h1>
      <p>${text.why(nameOf(application), hostName(application.homePage))}</p>
      ${note(notice)}
      <form method="post" action="${paths.signIn}?${request.query}" novalidate>
        ${hidden('form_token', form.token)}
        ${field('email', errors.email, {
          label: text.email,
          isWrong,
          hasFocus: focus === 'email',
          attributes: html`type="email" autocomplete="username" autocapitalize="none" spellcheck="false" dir="ltr" value="${email}"`,
        })}
        ${field('password', errors.password, {
          label: text.password,
          isWrong,
          hasFocus: focus === 'password',
          attributes: html`type="password" autocomplete="current-password" dir="ltr"`,
        })}
        <div class="actions"><button class="primary">${text.button}</button></div>
      </form>
      <p class="quiet">${text.address(html`<strong>${bdi(form.publicHost)}</strong>`)} ${text.help}</p>
      <a class="link" href="${form.backUrl}">${text.back(nameOf(application))}</a>`,
  )
}

export type ConsentForm = {
  decideToken: string
  signOutToken: string
  /** The team that was chosen before; null when none was. */
  teamId: string | null
  notice: string | null
  teamError: string | null
  /** Where this page is, whose own pictures may be shown. */
  publicUrl: string
}

export function consentPage(
  words: Words,
  { application, request }: Asked,
  user: SignedInUser,
  form: ConsentForm,
): Markup {
  const { notice, teamError } = form
  const text = words.consent
  const name = nameOf(application)
  const host = hostName(application.homePage)
  const nextHost = hostName(application.redirectEndpoint)
  const isOfAnother = request.teamId !== null && !user.teams.some(({ teamId }) => teamId === request.teamId)
  const onlyTeam = (user.teams.length === 1 && !isOfAnother && user.teams[0]) || null
  const teamName = onlyTeam && bdi(onlyTeam.name)
  return page(
    words,
    text.title(isolated(plainName(application.name))),
    notice !== null || teamError !== null,
    html`
      <div class="asker">
        ${pictureOf(application, form.publicUrl)}
        <div>
          <h1>${text.heading(name, teamName)}</h1>
          ${host && html`<p class="quiet">${text.host(host)}</p>`}
        </div>
      </div>
      ${note(notice)}
      <div class="who">
        <div>
          <p><span class="quiet">${text.signedInAs}</span> <strong>${bdi(user.name)}</strong></p>
          <p>${address(user.email)}</p>
        </div>
        <form method="post" action="${paths.signOut}?${request.query}">
          ${hidden('form_token', form.signOutToken)}
          <button class="link">${text.other}</button>
        </form>
      </div>
      <form id="decision" method="post" action="${paths.authorize}?${request.query}" novalidate>
        ${hidden('form_token', form.decideToken)}
        ${isOfAnother && html`<p class="note">${text.notYourTeam(name)}</p>`}
        ${onlyTeam ? hidden('team_id', onlyTeam.teamId) : teamChoice(words, user, form.teamId, teamError)}
        <div class="able">
          <p class="strong">${text.able(bdi(application.name), teamName)}</p>
          <ul>${request.permissions.map((permission) => html`<li>${text.abilities[permission]}</li>`)}</ul>
          <p class="quiet">${text.limits(bdi(application.name))} ${nextHost ? text.next(html`<strong>${nextHost}</strong>`) : text.nextApp(name)}</p>
        </div>
      </form>
      <div class="actions decide">
        <button form="decision" class="primary" name="decision" value="allow"${!onlyTeam && html` aria-describedby="team-hint"`}>${text.allow}</button>
        <button form="decision" name="decision" value="deny">${text.deny}</button>
      </div>`,
  )
}

/** For a request that cannot be answered to whoever sent it. */
export function refusalPage(words: Words, why: Refusal): Markup {
  const text = words.refused
  return page(
    words,
    text.title,
    false,
    html`
      <h1>${text.title}</h1>
      <p>${text[why]} ${text.calm}</p>
      <p>${text.way}</p>
      <p class="quiet">${text.forThem}<br><bdi lang="en">${forDevelopers.refused[why]}</bdi></p>`,
  )
}

export function brokenPage(words: Words, why: keyof Omit<Words['broken'], 'title' | 'way'>): Markup {
  const text = words.broken
  return page(words, text.title, false, html`<h1>${text.title}</h1><p>${text[why]}</p><p>${text.way}</p>`)
}

const product = 'Anteroom'

function page({ language, errorTitle }: Words, title: string, hasError: boolean, content: Markup): Markup {
  const fullTitle = `${hasError ? errorTitle(title) : title} · ${product}`
  return html`<!doctype html>
<html lang="${language}" dir="${languages[language].dir}">
<head>
<meta charset="utf-8">
<title>${fullTitle}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="${ownIcon}">
<style>${new Markup(style)}</style>
</head>
<body>
<header><img src="${ownIcon}" alt="">${product}</header>
<main><div class="card">${content}</div></main>
</body>
</html>
`
}

type Field = { label: string; isWrong: boolean; hasFocus: boolean; attributes: Markup }

function field(name: 'email' | 'password', error: string | undefined, about: Field): Markup {
  const describedBy = error ? `${name}-error` : about.isWrong && 'notice'
  return html`<div class="field">
    <label for="${name}">${about.label}</label>
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : null}
    <input id="${name}" name="${name}" ${about.attributes} required${about.hasFocus && html` autofocus`}${describedBy && html` aria-invalid="true" aria-describedby="${describedBy}"`}>
  </div>`
}

/** What is missing stands beside what it is about, and is an error once somebody went on without it. */
function teamChoice(words: Words, { teams }: SignedInUser, chosen: string | null, error: string | null): Markup {
  return html`<fieldset${error && html` aria-describedby="team-hint"`}>
    <legend>${words.consent.chooseTeam}</legend>
    <p class="${error ? 'error' : 'quiet unchosen'}" id="team-hint">${error ?? words.errors.noTeam}</p>
    ${teams.map(
      ({ teamId, name }, at) => html`<label class="choice">
        <input type="radio" name="team_id" value="${teamId}" required${teamId === chosen && html` checked`}${error && at === 0 && html` autofocus`}>
        ${bdi(name)}
      </label>`,
    )}
  </fieldset>`
}

function note(text: string | null): Part {
  return text && html`<p class="note" id="notice" role="alert">${text}</p>`
}

function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

function nameOf({ name }: Application): Markup {
  return html`<strong>${bdi(name)}</strong>`
}

/** Keeps a name's direction of writing from turning round the sentence that it stands in. */
function bdi(text: string): Markup {
  return html`<bdi>${plainName(text)}</bdi>`
}

function hostName(url: string): Markup | null {
  const host = hostOf(url)
  return host ? bdi(host) : null
}

/** Where it is too long for its line, it is parted before its host. */
function address(email: string): Markup {
  const at = email.lastIndexOf('@')
  return html`<bdi>${email.slice(0, at)}<wbr>${email.slice(at)}</bdi>`
}

/** Pictures of other hosts are not loaded: who looks at this page is nobody else's business. */
function pictureOf({ name, image }: Application, publicUrl: string): Markup {
  if (image && URL.canParse(image) && new URL(image).origin === publicUrl)
    return html`<img class="avatar" src="${image}" alt="">`
  return html`<span class="avatar" aria-hidden="true">${initialsOf(name)}</span>`
}
