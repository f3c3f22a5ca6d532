import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ground/clock.ts'

/** What stands in the example where there is no demo. */
const placeholder = 'YOUR_CLIENT_ID'

const css = `
:root { color-scheme: light dark; --ground: #f6f3ee; --surface: #ffffff; --text: #17211f; --quiet: #55625f; --line: #dad8d2; --act: #0a655f; }
html.dark-mode { --ground: #111615; --surface: #1b2321; --text: #eef2f0; --quiet: #aab6b2; --line: #323c39; --act: #63cfc0; }
html body, html.dark-mode body, html.dark-mode .swagger-ui { background: var(--ground); }
body { color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.swagger-ui, .swagger-ui .info .title, .swagger-ui .opblock-tag { font-family: inherit; }
.swagger-ui .scheme-container { background: transparent; box-shadow: none; padding: 0 0 16px; }
.swagger-ui .info { margin: 32px 0 16px; }
.example { max-width: 60rem; margin: 0 auto; padding: 32px 20px 0; box-sizing: border-box; }
.example h1 { margin: 0 0 8px; font-size: 32px; font-weight: 600; line-height: 1.2; }
.example p { margin: 0 0 16px; color: var(--quiet); }
.example ol { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
.example li { padding: 16px 24px; border-radius: 16px; background: var(--surface); box-shadow: 0 1px 2px rgb(0 0 0 / 8%); }
.example h2 { margin: 0 0 8px; font-size: 18px; font-weight: 600; }
.example pre { margin: 0 0 12px; padding: 16px; overflow-x: auto; border-radius: 10px; background: #0b1110; color: #f2f6f4; font: 14px/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.example button { min-height: 44px; padding: 0 16px; border: 1.5px solid var(--quiet); border-radius: 10px; background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
.example :focus-visible { outline: 2px solid #0b1110; outline-offset: 2px; box-shadow: 0 0 0 2px #ffffff; }
`

/** Runs in the page. It follows the theme of the browser, and puts the example above the description. */
const js = `
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
document.querySelector('meta[name=viewport]') ?? document.head.append(Object.assign(document.createElement('meta'), { name: 'viewport', content: 'width=device-width, initial-scale=1' }))
const make = (name, text, ...children) => {
  const element = document.createElement(name)
  element.textContent = text
  element.append(...children)
  return element
}
fetch('/v1/docs/example.json').then((answer) => answer.json()).then(({ intro, steps }) => {
  const list = make('ol', '')
  for (const { title, text, code } of steps) {
    const item = make('li', '', make('h2', title), make('p', text))
    if (code) {
      const copy = make('button', 'Copy')
      copy.type = 'button'
      copy.onclick = () => navigator.clipboard.writeText(code).then(() => { copy.textContent = 'Copied' })
      const block = make('pre', code)
      block.tabIndex = 0
      item.append(block, copy)
    }
    list.append(item)
  }
  const example = make('section', '', make('h1', 'Your first session'), make('p', intro), list)
  example.className = 'example'
  example.setAttribute('aria-label', 'A worked example')
  document.body.prepend(example)
})
`

export const docsTheme = {
  title: 'Anteroom API',
  css: [{ filename: 'anteroom.css', content: css }],
  js: [{ filename: 'anteroom.js', content: js }],
}

/** `clientId`: of the demo's client, once there is one. Its secret stands in no page. */
export type Example = { clientId: string | null }

/** The example that opens the page of the API: it can be pasted as it stands, but for the secret. */
export function exampleRoute(
  app: FastifyInstance,
  { publicUrl, example, clock }: { publicUrl: string; example: Example; clock: Clock },
) {
  app.get('/v1/docs/example.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const { clientId } = example
    const now = clock.now().getTime()
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    return {
      intro: clientId
        ? 'Three steps from a terminal to a video call. The id is that of your demo client; its secret stands in your terminal, and in demo.json in the data folder.'
        : 'Three steps from a terminal to a video call, with the id and the secret of your API client.',
      steps: [
        {
          title: '1. Get a token',
          text: 'It is good for an hour.',
          code: [
            "SECRET='paste the secret here'",
            `TOKEN=$(curl -s -u "${clientId ?? placeholder}:$SECRET" -d grant_type=client_credentials ${publicUrl}/v1/auth/token \\`,
            `  | sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')`,
          ].join('\n'),
        },
        {
          title: '2. Book a session',
          text: 'It runs from now on, for an hour.',
          code: [
            `curl -s ${publicUrl}/v1/sessions \\`,
            '  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\',
            "  -d '{",
            '    "session_name": "Follow-up",',
            `    "start_time": "${at(0)}", "end_time": "${at(60)}",`,
            '    "participants": [',
            '      { "display_name": "Dr Vega", "role": "host" },',
            '      { "display_name": "Ana", "role": "guest" }',
            '    ]',
            "  }'",
          ].join('\n'),
        },
        {
          title: '3. Hand out the links',
          text: 'Each participant of the answer has an entry_url. Open both, in two windows: the guest waits, and the host lets them in.',
          code: null,
        },
      ],
    }
  })
}
