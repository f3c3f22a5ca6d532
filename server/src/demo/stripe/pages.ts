import { ownIcon } from '../../pages/look/icon.ts'
import { html, Markup, type Part } from '../../pages/look/markup.ts'
import { style } from '../../pages/look/style.ts'
import { testCards } from './cards.ts'
import { money } from './currencies.ts'
import type { Typed, WrongFields } from './typed.ts'

/** The look of the server's own pages, with fields for a card. */
export const ownStyle = `${style}
input[type="text"] {
  width: 100%;
  min-height: 48px;
  padding: 0.5em 0.75em;
  border: 1.5px solid var(--line-strong);
  border-radius: var(--radius-small);
  background: var(--surface);
}
input[type="text"][aria-invalid="true"] { border: 2px solid var(--danger-text); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); align-items: end; gap: 16px; }
.lines { display: flex; flex-direction: column; gap: 4px; }
.line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; }
.amount { font-size: var(--type-display); font-weight: 700; line-height: 1.2; }
.note { margin-bottom: 16px; }
summary { min-height: 44px; padding: 10px 0; font-weight: 600; cursor: pointer; }
dl { margin: 12px 0 0; display: flex; flex-direction: column; gap: 12px; }
dt { font-variant-numeric: tabular-nums; font-weight: 600; }
dd { margin: 0; }
`

type PayPage = {
  path: string
  cancelUrl: string | null
  /** Null where a card is kept and nothing is paid. */
  price: { amount: number; currency: string } | null
  lines: { name: string; amount: number; quantity: number }[]
  typed: Typed
  wrong: WrongFields
  /** What is in the way of the whole. */
  refusal: string | null
}

export function payPage({ path, cancelUrl, price, lines, typed, wrong, refusal }: PayPage): Markup {
  const act = price ? `Pay ${money(price.amount, price.currency)}` : 'Save card'
  const hasError = refusal !== null || Object.keys(wrong).length > 0
  const firstWrong = (['number', 'expiry', 'cvc', 'email'] as const).find((name) => wrong[name] !== undefined)
  const input = (name: keyof Typed, label: string, attributes: Markup, hint: string | null = null) =>
    field({ name, label, hint, error: wrong[name] ?? null, hasFocus: firstWrong === name, attributes })
  return page(
    hasError ? `Error: ${act}` : act,
    html`
      <h1>${price ? 'Pay by card' : 'Save a card for later'}</h1>
      ${price ? total(price, lines) : html`<p>Nothing is charged now.</p>`}
      ${refusal === null ? null : html`<p class="error" role="alert" id="refusal">${refusal}</p>`}
      <form method="post" action="${path}" novalidate>
        ${input(
          'number',
          'Card number',
          // Never filled in by a browser: what it knows is a real card.
          html`type="text" inputmode="numeric" autocomplete="off" spellcheck="false" value="${typed.number}"`,
          '4242 4242 4242 4242 is paid.',
        )}
        <div class="pair">
          ${input('expiry', 'Expiry', html`type="text" inputmode="numeric" autocomplete="off" value="${typed.expiry}"`, 'MM / YY')}
          ${input('cvc', 'Security code', html`type="text" inputmode="numeric" autocomplete="off" value="${typed.cvc}"`, '3 digits')}
        </div>
        ${input('email', 'E-mail (optional)', html`type="email" autocomplete="email" value="${typed.email}"`)}
        <div class="actions"><button class="primary">${act}</button></div>
      </form>
      ${cancelUrl === null ? null : html`<a class="link" href="${cancelUrl}">Cancel and go back</a>`}
      ${cardsToTry()}`,
  )
}

type BankPage = { path: string; what: string }

/** What a bank shows when it wants to know from its customer. */
export function bankPage({ path, what }: BankPage): Markup {
  return page(
    'Your bank asks',
    html`
      <h1>Your bank asks</h1>
      <p>${what} Is this you?</p>
      <form method="post" action="${path}">
        <div class="actions">
          <button class="primary" name="answer" value="approve">Approve</button>
          <button name="answer" value="refuse">Refuse</button>
        </div>
      </form>`,
  )
}

type Note = { title: string; words: string; link?: { url: string; words: string } | null }

export function notePage({ title, words, link = null }: Note): Markup {
  return page(
    title,
    html`<h1>${title}</h1>
      <p>${words}</p>
      ${link === null ? null : html`<a class="link" href="${link.url}">${link.words}</a>`}`,
  )
}

function page(title: string, content: Part): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${title} – stand-in for Stripe</title>
<link rel="icon" href="${ownIcon}">
<style>${new Markup(ownStyle)}</style>
</head>
<body>
<header>Stand-in for Stripe</header>
<main>
<p class="note"><strong>No money moves here.</strong> This page stands in for Stripe, for tests and demonstrations.
Use a test card; never type in the number of a real one.</p>
<div class="card">${content}</div>
</main>
</body>
</html>
`
}

function total({ amount, currency }: { amount: number; currency: string }, lines: PayPage['lines']): Markup {
  const name = (line: PayPage['lines'][number]) => (line.quantity > 1 ? `${line.name} × ${line.quantity}` : line.name)
  return html`<p class="amount">${money(amount, currency)}</p>
    <div class="lines">${lines.map(
      (line) =>
        html`<div class="line"><span dir="auto">${name(line)}</span><span>${money(line.amount, currency)}</span></div>`,
    )}</div>`
}

type Field = {
  name: string
  label: string
  hint: string | null
  error: string | null
  hasFocus: boolean
  attributes: Markup
}

function field({ name, label, hint, error, hasFocus, attributes }: Field): Markup {
  const described = [error === null ? null : `${name}-error`, hint === null ? null : `${name}-hint`].filter(Boolean)
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint === null ? null : html`<span class="quiet" id="${name}-hint">${hint}</span>`}
    ${error === null ? null : html`<span class="error" id="${name}-error">${error}</span>`}
    <input id="${name}" name="${name}" ${attributes} ${error === null ? null : html`aria-invalid="true"`}
      ${described.length === 0 ? null : html`aria-describedby="${described.join(' ')}"`} ${hasFocus ? html`autofocus` : null}>
  </div>`
}

function cardsToTry(): Markup {
  return html`<details>
    <summary>Cards to try</summary>
    <p class="quiet">With any date to come, and any security code.</p>
    <dl>${testCards.map(
      ({ number, does }) => html`<div><dt>${number.replace(/(\d{4})(?=\d)/g, '$1 ')}</dt><dd>${does}</dd></div>`,
    )}</dl>
  </details>`
}
