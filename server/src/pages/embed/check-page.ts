import { ownIcon } from '../look/icon.ts'
import { html, Markup } from '../look/markup.ts'
import { style } from '../look/style.ts'
import type { EmbedScripts } from './scripts.ts'
import { words } from './words.ts'

export const checkStyle = `${style}
main { max-width: 44rem; }
main > * + * { margin-top: 20px; }
.hint { color: var(--text-quiet); font-size: 0.95rem; }
.checks { display: flex; flex-direction: column; }
.checks li { display: grid; grid-template-columns: 28px 1fr; gap: 2px 12px; padding: 14px 0; border-top: 1px solid var(--line); }
.checks li > * { grid-column: 2; min-width: 0; }
.checks .mark { grid-column: 1; grid-row: 1 / span 4; width: 26px; height: 26px; border: 2px solid var(--line-strong); border-radius: 50%; font-size: 0.95rem; font-weight: 700; line-height: 22px; text-align: center; }
[data-state="ok"] .mark { border-color: var(--button); background: var(--button); color: var(--on-button); }
[data-state="ok"] .mark::before { content: "✓"; }
[data-state="wrong"] .mark { border-color: var(--danger-text); color: var(--danger-text); }
[data-state="wrong"] .mark::before { content: "✗"; }
[data-state="unsure"] .mark::before { content: "?"; }
[data-state="busy"] .mark::before { content: "…"; }
[data-state="wrong"] .state { color: var(--danger-text); }
.state, .detail { color: var(--text-quiet); font-size: 0.95rem; }
.detail { font-family: ui-monospace, monospace; font-size: 0.85rem; }
.advice { margin-top: 4px; }
code, .code { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { margin: 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--surface-sunken); overflow-x: auto; font-size: 0.85rem; white-space: pre-wrap; }
[hidden] { display: none !important; }
anteroom-session { border: 1px solid var(--line); border-radius: var(--radius-small); overflow: hidden; }
@media (min-width: 48em) { main { justify-content: flex-start; } }
`

/** Where whoever builds a page around the room finds out what is in its way. */
export function checkPage({ embed, check }: EmbedScripts, publicUrl: string): Markup {
  const { states } = words
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<title>${words.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="${ownIcon}">
<style>${new Markup(checkStyle)}</style>
<script src="${embed.address}" integrity="${embed.integrity}" defer></script>
<script src="${check.address}" integrity="${check.integrity}" defer></script>
</head>
<body>
<header aria-label="${words.product}"><img src="${ownIcon}" alt="">${words.product}</header>
<main aria-labelledby="heading">
<section class="card">
  <h1 id="heading">${words.heading}</h1>
  <p>${words.intro}</p>
  <noscript><p class="note">${words.noScript}</p></noscript>
  <form novalidate>
    ${field('entry', words.entry, words.entryHint, words.entryError(publicUrl))}
    ${field('page', words.page, words.pageHint, html`${words.pageError}`)}
    <div class="actions"><button class="primary">${words.button}</button></div>
  </form>
</section>
<section class="card" aria-labelledby="results">
  <h2 id="results">${words.results}</h2>
  <p id="conclusion" role="status" data-right="${words.right}" data-wrong="${words.wrong}"></p>
  <ul class="checks" id="checks" data-busy="${states.busy}" data-ok="${states.ok}" data-wrong="${states.wrong}" data-unsure="${states.unsure}">
    ${words.checks(publicUrl).map(
      ({ id, title, advice }) => html`<li data-check="${id}" data-state="open">
      <span class="mark" aria-hidden="true"></span>
      <p><span class="strong">${title}</span> <span class="state">${states.open}</span></p>
      <p class="detail" hidden></p>
      <p class="advice" hidden>${advice}</p>
    </li>`,
    )}
  </ul>
</section>
<section class="card" id="room-part" aria-labelledby="room-heading" hidden>
  <h2 id="room-heading">${words.room}</h2>
  <div id="room"></div>
</section>
<section class="card" aria-labelledby="use">
  <h2 id="use">${words.use}</h2>
  <p>${words.newest}</p>
  <pre><code>${`<script type="module" src="${publicUrl}/embed.js"></script>\n<anteroom-session entry-url="${publicUrl}/session/…"></anteroom-session>`}</code></pre>
  <p>${words.pinned}</p>
  <pre><code>${`<script type="module" src="${publicUrl}${embed.address}"\n  integrity="${embed.integrity}" crossorigin="anonymous"></script>`}</code></pre>
</section>
</main>
</body>
</html>
`
}

function field(name: string, label: string, hint: string, error: Markup): Markup {
  return html`<div class="field">
      <label for="${name}">${label}</label>
      <p class="hint" id="${name}-hint">${hint}</p>
      <p class="error" id="${name}-error" role="alert" hidden>${error}</p>
      <input id="${name}" type="url" autocomplete="off" spellcheck="false" aria-describedby="${name}-hint ${name}-error">
    </div>`
}
