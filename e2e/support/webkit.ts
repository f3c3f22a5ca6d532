import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { expect } from '@playwright/test'
import { movingPictures } from './person.ts'
import { freePort } from './product.ts'

/** Which driver of WebKit to use: the one that `npm test` has found, else one where Debian puts it. */
export function findWebKit(): string | null {
  const { WEBKIT_PATH: chosen } = process.env
  if (chosen !== undefined) return chosen || null
  return ['/usr/bin/WebKitWebDriver'].find((place) => existsSync(place) && existsSync('/usr/bin/Xvfb')) ?? null
}

type Role = 'button' | 'textbox' | 'checkbox' | 'combobox' | 'heading' | 'link'

/** Somebody with WebKit; does what `Person` does. */
export type WebKitPerson = {
  goTo(url: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  /** Sets the size of the window. */
  resize(width: number, height: number): Promise<void>
  /** As people click: what is covered by something else is not clicked. Waits until it is there. */
  click(name: string | RegExp, role?: Role): Promise<void>
  write(textbox: string, text: string): Promise<void>
  /** Of what a list offers. */
  choose(combobox: string, option: string): Promise<void>
  press(key: 'Enter' | 'Escape' | 'Tab'): Promise<void>
  /** Until there is something with this role and name, or no more. */
  finds(role: Role, name: string | RegExp, isThere?: boolean): Promise<void>
  /** Until the page has this text, or has it no more. */
  reads(text: string): Promise<void>
  readsNoMore(text: string): Promise<void>
  /** Until so many pictures move. */
  sees(pictures?: string, count?: number): Promise<void>
  run<Result, Given>(work: (given: Given) => Result, given?: Given): Promise<Result>
  picture(): Promise<Buffer>
}

export type WebKit = { person: WebKitPerson; close(): Promise<void> }

const keys = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' } as const
/** What WebDriver calls an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
type Element = Record<typeof elementKey, string>

/** Two presses in one place that follow faster than this count as one (`ui/src/one-press.ts`). */
const pressEveryMs = 600

const patience = { timeout: 30_000 }

/**
 * WebKit as GTK has it, with a made-up camera and microphone, driven over WebDriver. It draws on a screen of its own, in
 * memory.
 */
export async function launchWebKit(driver: string): Promise<WebKit> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await numberFrom(screen)
  const port = await freePort()
  const service = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: `:${display}`, NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: 'ignore',
  })
  async function stop() {
    for (const child of [service, screen]) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const exited = once(child, 'exit')
      child.kill()
      await exited
    }
  }
  try {
    const base = `http://127.0.0.1:${port}`
    await expect
      .poll(
        () =>
          fetch(`${base}/status`).then(
            ({ ok }) => ok,
            () => false,
          ),
        patience,
      )
      .toBe(true)
    const wished = { 'webkitgtk:browserOptions': { args: browserArguments } }
    const { sessionId } = await command<{ sessionId: string }>('POST', `${base}/session`, {
      capabilities: { alwaysMatch: wished },
    })
    const address = `${base}/session/${sessionId}`
    return {
      person: personAt(address),
      async close() {
        await command('DELETE', address)
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const browserArguments = [
  '--automation',
  '--enable-media-stream=true',
  '--enable-mock-capture-devices=true',
  '--autoplay-policy=allow',
]

async function command<Result>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<Result> {
  const answer = await fetch(url, { method, ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}) })
  const { value } = (await answer.json()) as { value: Result & { error?: string; message?: string } }
  if (!answer.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`)
  return value
}

function personAt(address: string): WebKitPerson {
  const post = <Result>(path: string, body?: object) => command<Result>('POST', `${address}/${path}`, body)
  const run = <Result, Given>(work: (given: Given) => Result, given?: Given) =>
    post<Result>('execute/sync', { script: `return (${work})(arguments[0])`, args: [given ?? null] })
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not read.
  const text = () => run(() => document.body.innerText)

  async function find(role: Role, name: string | RegExp): Promise<string | null> {
    const pattern = typeof name === 'string' ? { is: name } : { source: name.source, flags: name.flags }
    const found = await run(findByRole as (given: Looked) => unknown, { role, pattern })
    return (found as Element | null)?.[elementKey] ?? null
  }

  let pressedAt = 0
  async function press(id: string) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pressedAt + pressEveryMs - Date.now())))
    await post(`element/${id}/click`)
    pressedAt = Date.now()
  }

  /** What is drawn anew just then is another element, and found again. */
  async function use(role: Role, name: string | RegExp, how: (id: string) => Promise<unknown>) {
    await expect(async () => {
      const id = await find(role, name)
      expect(id, `${role} ${name}`).not.toBeNull()
      await how(String(id))
    }).toPass(patience)
  }

  return {
    goTo: (url) => post('url', { url }),
    reload: () => post('refresh'),
    back: () => post('back'),
    resize: (width, height) => post('window/rect', { width, height }),
    click: (name, role = 'button') => use(role, name, press),
    async write(textbox, text) {
      await use('textbox', textbox, async (id) => {
        await post(`element/${id}/clear`)
        await post(`element/${id}/value`, { text })
      })
    },
    choose: (combobox, option) =>
      use('combobox', combobox, async (id) => {
        const { [elementKey]: chosen } = await post<Element>(`element/${id}/element`, {
          using: 'xpath',
          value: `.//option[normalize-space()="${option}"]`,
        })
        await post(`element/${chosen}/click`)
      }),
    async press(key) {
      const value = keys[key]
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]
      await post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    finds: (role, name, isThere = true) =>
      expect
        .poll(async () => (await find(role, name)) !== null, { ...patience, message: `${role} ${name}` })
        .toBe(isThere),
    reads: (words) => expect.poll(text, patience).toContain(words),
    readsNoMore: (words) => expect.poll(text, patience).not.toContain(words),
    sees(pictures = 'video[data-visit]', count = 1) {
      const looking = { since: randomUUID(), pictures }
      return expect.poll(() => run(movingPictures, looking), patience).toHaveLength(count)
    },
    run,
    picture: async () => Buffer.from(await command<string>('GET', `${address}/screenshot`), 'base64'),
  }
}

type Looked = { role: Role; pattern: { is?: string; source?: string; flags?: string } }

/** The first that is shown, has this role, and is called so. Runs in the page. */
function findByRole({ role, pattern }: Looked): Element | null {
  const places = {
    button: 'button, [role=button], summary',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=email], [role=textbox]',
    checkbox: 'input[type=checkbox], [role=switch], [role=checkbox]',
    combobox: 'select, [role=combobox]',
    heading: 'h1, h2, h3, [role=heading]',
    link: 'a[href]',
  }
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
  const nameOf = (element: HTMLElement) => {
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? []
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent)
    const named = by.map((id) => document.getElementById(id)?.textContent ?? '')
    const copy = element.cloneNode(true) as HTMLElement
    for (const silent of copy.querySelectorAll('[aria-hidden=true]')) silent.remove()
    const words = [named.join(' '), element.getAttribute('aria-label'), labels.join(' '), copy.textContent]
    return tidy(words.find((name) => name) ?? '')
  }
  const matches = (name: string) =>
    pattern.is === undefined ? new RegExp(pattern.source ?? '', pattern.flags).test(name) : name === pattern.is
  const found = [...document.querySelectorAll<HTMLElement>(places[role])].find(
    (element) => element.checkVisibility() && !element.closest('[inert]') && matches(nameOf(element)),
  )
  return (found ?? null) as unknown as Element | null
}

async function numberFrom(screen: ChildProcess): Promise<number> {
  const [text] = await once(screen.stdio[3] as Readable, 'data')
  return Number(String(text))
}
