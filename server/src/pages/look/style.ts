import { createHash } from 'node:crypto'

/** The look of the pages that the server draws: the room's colours and sizes (`room/src/ui/theme.css`; a test compares them). */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f6f5;
  --on-ground-quiet: #4a5a57;
  --surface: #ffffff;
  --surface-sunken: #edf2f0;
  --text: #14211f;
  --text-quiet: #4a5a57;
  --line: #d3dddb;
  --line-strong: #7b8a87;
  --button: #0a655f;
  --on-button: #ffffff;
  --danger-text: #a3211a;
  --warn-surface: #fff5dd;
  --warn-text: #533d00;
  --warn-line: #d9b65a;
  --shadow: 0 1px 2px rgb(10 30 28 / 8%), 0 8px 28px rgb(10 30 28 / 8%);
  --avatar: #35504c;
  --radius: 14px;
  --radius-small: 10px;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  font-size: 106.25%;
  line-height: 1.5;
  -webkit-text-size-adjust: 100%;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1716;
    --on-ground-quiet: #afbdba;
    --surface: #192422;
    --surface-sunken: #111a19;
    --text: #e9f0ee;
    --text-quiet: #afbdba;
    --line: #2e3d3a;
    --line-strong: #7d8f8b;
    --button: #63cfc0;
    --on-button: #05201d;
    --danger-text: #ff9c94;
    --warn-surface: #33290f;
    --warn-text: #f7e2ac;
    --warn-line: #8a7030;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 28px rgb(0 0 0 / 30%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  background: var(--ground);
  color: var(--text);
  overflow-wrap: anywhere;
}
h1, h2, p, ul, dl, dd, fieldset { margin: 0; }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
header {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 18px 20px 0;
  font-weight: 600;
  font-size: 0.95rem;
  color: var(--on-ground-quiet);
}
header img { width: 24px; height: 24px; }
main { flex: 1; width: 100%; max-width: 36rem; margin: 0 auto; padding: 16px; }
.card, form, .field, .who, .able { display: flex; flex-direction: column; }
.card {
  gap: 20px;
  padding: 24px 20px;
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: var(--shadow);
}
form { gap: 20px; }
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
  font-size: 1.25rem;
  font-weight: 600;
  letter-spacing: 0.02em;
  object-fit: cover;
}
.quiet { color: var(--text-quiet); font-size: 0.95rem; }
.strong { font-weight: 600; }
label, legend { font-weight: 600; }
legend { padding: 0; margin-bottom: 8px; }
fieldset { min-width: 0; padding: 0; border: 0; display: flex; flex-direction: column; gap: 8px; }
button, input { font: inherit; color: inherit; touch-action: manipulation; }
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
.choice:has(:focus-visible) { outline: 3px solid var(--text); outline-offset: 2px; }
.choice input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--button); outline: none; }
.error { color: var(--danger-text); font-weight: 600; font-size: 0.95rem; }
.note { padding: 14px 16px; border: 1px solid var(--warn-line); border-radius: var(--radius-small); background: var(--warn-surface); color: var(--warn-text); }
.who { padding: 14px 16px 4px; border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--surface-sunken); }
.able { gap: 10px; }
.able ul { padding-left: 1.25em; display: flex; flex-direction: column; gap: 6px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; }
.actions > * { flex: 1 1 12rem; }
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
button.primary { background: var(--button); border-color: var(--button); color: var(--on-button); }
button.link, a.link {
  display: inline-block;
  align-self: flex-start;
  min-height: 44px;
  padding: 10px 0;
  border: 0;
  color: inherit;
  font-size: 0.95rem;
  font-weight: 600;
  line-height: 1.5;
  text-align: left;
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
@media (hover: hover) {
  button.primary:hover { filter: brightness(1.08); }
  button:not(.primary, .link):hover { background: color-mix(in srgb, currentColor 8%, transparent); }
  .link:hover { text-decoration-thickness: 2px; }
}
@media (min-width: 48em) {
  main { display: flex; flex-direction: column; justify-content: center; padding: 32px 24px 48px; }
  .card { padding: 36px 40px; }
  .asker { flex-direction: row; align-items: center; gap: 18px; }
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
