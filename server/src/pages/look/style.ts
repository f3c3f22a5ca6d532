import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The look of all pages, the room's among them, without what it says to whoever reads it. */
export const theme = readFileSync(path.join(import.meta.dirname, '../../../../ui/src/theme.css'), 'utf8').replace(
  /\/\*.*?\*\/\s*/gs,
  '',
)

const [, button] = /--button: var\(--brand-button, ([^)]+)\)/.exec(theme) ?? []
if (!button) throw new Error('theme.css does not say how buttons are filled')
/** How buttons are filled unless an integrator says otherwise. */
export const ownButton = button

/** The look of the pages that the server draws. */
export const style = `${theme}
body {
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  color: var(--text);
  overflow-wrap: anywhere;
}
header {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 18px 20px 0;
  font-weight: 600;
  font-size: 1rem;
  color: var(--on-ground-quiet);
}
header img { width: 24px; height: 24px; }
main { flex: 1; width: 100%; max-width: var(--column); margin: 0 auto; padding: 16px; }
.card, form, .field, .who, .able { display: flex; flex-direction: column; }
.card {
  gap: 16px;
  padding: 24px 20px;
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: var(--shadow);
}
form { gap: 16px; }
.field { gap: 6px; }
.asker { display: flex; flex-direction: column; gap: 14px; }
.asker > div { min-width: 0; }
.asker .quiet { margin-top: 4px; }
.avatar {
  display: flex;
  align-items: center;
  justify-content: center;
  flex: none;
  width: 56px;
  height: 56px;
  border-radius: var(--radius);
  background: var(--avatar);
  color: #ffffff;
  font-size: var(--type-lead);
  font-weight: 600;
  letter-spacing: 0.02em;
  object-fit: cover;
}
.quiet { color: var(--text-quiet); font-size: 1rem; }
p, li { text-wrap: pretty; }
.strong { font-weight: 600; }
label, legend { font-weight: 600; }
legend { padding: 0; margin-bottom: 4px; }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; display: flex; flex-direction: column; gap: 8px; }
input[type="email"], input[type="password"], input[type="url"] {
  width: 100%;
  min-height: 48px;
  padding: 0.5em 0.75em;
  border: 1.5px solid var(--line-strong);
  border-radius: var(--radius-small);
  background: var(--surface);
}
input[aria-invalid="true"] { border-color: var(--danger-text); border-width: 2px; }
.choice {
  display: flex;
  align-items: center;
  gap: 12px;
  min-height: 48px;
  padding: 10px 14px;
  border: 1.5px solid var(--line-strong);
  border-radius: var(--radius-small);
  font-weight: 400;
  cursor: pointer;
}
.choice:has(:checked) { border-color: var(--button); box-shadow: inset 0 0 0 1px var(--button); font-weight: 600; }
.choice:has(:focus-visible) { outline: 2px solid #0b1110; outline-offset: 2px; box-shadow: 0 0 0 2px #ffffff; }
.choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--button); outline: none; box-shadow: none; }
.error { color: var(--danger-text); font-weight: 600; font-size: 1rem; }
.note { padding: 14px 16px; border: 1px solid var(--warn-line); border-radius: var(--radius-small); background: var(--warn-surface); color: var(--warn-text); }
.who { flex-flow: row wrap; justify-content: space-between; align-items: flex-end; gap: 0 16px; padding: 12px 16px; border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--surface-sunken); }
.able { gap: 8px; }
.able ul { padding-inline-start: 1.25em; list-style: disc; display: flex; flex-direction: column; gap: 4px; }
.sign { display: flex; align-items: center; justify-content: center; width: 56px; height: 56px; border-radius: 50%; background: color-mix(in srgb, var(--act) 12%, transparent); color: var(--act); }
.sign svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; }
.actions > * { flex: 1 1 12rem; }
/* In view from the first moment, beside what it is about. */
.decide {
  position: sticky;
  bottom: 0;
  margin: 0 -20px -24px;
  padding: 12px 20px calc(12px + env(safe-area-inset-bottom));
  border-radius: 0 0 var(--radius) var(--radius);
  background: var(--surface);
}
/* What goes on below fades out; nothing is cut. */
.decide::before {
  content: "";
  position: absolute;
  inset: auto 0 100%;
  height: 16px;
  background: linear-gradient(transparent, var(--surface));
  pointer-events: none;
}
.decide > * { flex-basis: 8rem; }
/* The question above says it; who does not see what is grey hears it. */
.unchosen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.card:has(:checked) .unchosen { display: none; }
.card:has(.choice):not(:has(:checked)) .primary { border-color: var(--line-strong); background: color-mix(in srgb, var(--text-quiet) 16%, var(--surface)); color: var(--text-quiet); }
html:has(.decide) { scroll-padding-bottom: 96px; }
button {
  min-height: 48px;
  padding: 0.5em 1.25em;
  border: 1.5px solid var(--line-strong);
  border-radius: var(--radius-small);
  background: transparent;
  font-weight: 600;
  line-height: 1.25;
  cursor: pointer;
}
button.primary { background: var(--button); border-color: var(--button-edge); color: var(--on-button); }
button.link, a.link {
  display: inline-block;
  align-self: flex-start;
  min-height: 44px;
  padding: 10px 0;
  border: 0;
  color: inherit;
  font-size: 1rem;
  font-weight: 600;
  line-height: 1.5;
  text-align: start;
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}
@media (hover: hover) {
  button.primary:hover:not(:focus-visible) { box-shadow: 0 0 0 1.5px var(--button-edge); }
  button:not(.primary, .link):hover { background: color-mix(in srgb, currentColor 8%, transparent); }
  .link:hover { text-decoration-thickness: 2px; }
}
@media (min-width: 48em) {
  main { display: flex; flex-direction: column; justify-content: center; padding: 32px 24px 48px; }
  .card { padding: 36px 40px; }
  .card h1 { font-size: var(--type-display); }
  .decide { margin: 0 -40px -36px; padding: 16px 40px 32px; }
  .asker { flex-direction: row; align-items: center; gap: 18px; }
}
/* With letters as large as these it would leave no room to read. */
@media (max-height: 20em) {
  .decide { position: static; }
}
@media (forced-colors: active) {
  button, .choice { border-color: ButtonText; }
  .card { border: 1px solid CanvasText; }
}
`

/** A style sheet as a source of a Content-Security-Policy: this one, and no other, is applied. */
export function styleSourceOf(css: string): string {
  return `'sha256-${createHash('sha256').update(css).digest('base64')}'`
}
