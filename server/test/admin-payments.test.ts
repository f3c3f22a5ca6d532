import { spawn } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createCommands } from '../src/admin/commands.ts'
import { createPrinter } from '../src/admin/terminal.ts'
import { startStripeStandIn } from '../src/demo/stripe/stand-in.ts'
import { adminPartsOf, upToDate } from './support/admin.ts'
import { startTestApp } from './support/app.ts'
import { newKey } from './support/stripe.ts'

const stripe = await startStripeStandIn()
const app = await startTestApp({ STRIPE_API_URL: stripe.url })

/** What a command prints, and what it has asked for. */
async function run(line: string, secrets: Record<string, string> = {}) {
  const out = new PassThrough()
  const askedFor: string[] = []
  const terminal = {
    ...createPrinter(out),
    ask: async () => '',
    askPassword: async () => '',
    async askSecrets(names: readonly string[]) {
      askedFor.push(...names)
      return names.map((name) => secrets[name] ?? '')
    },
  }
  const commands = createCommands((work) => work(adminPartsOf(app)), terminal, upToDate)
  commands.configureOutput({ writeErr: () => {} })
  await commands.parseAsync(line.split(' '), { from: 'user' })
  out.end()
  return { printed: String(out.read() ?? ''), askedFor }
}

const json = async (line: string, secrets: Record<string, string> = {}) =>
  JSON.parse((await run(`--json payments ${line}`, secrets)).printed)

test('accounts are added, listed, changed and removed, and keys are asked for', async () => {
  const key = newKey('rk_test')
  const added = await json('accounts add first Practice', { key: ` ${key}_nowebhooks ` })
  expect(added).toMatchObject({ name: 'Practice', mode: 'test', default: 'yes', state: 'ready', webhook: 'missing' })
  expect(added.message).toContain('webhook_url')
  const path = `first ${added.accountId.toUpperCase()}`
  expect((await run('payments accounts list first')).printed).toMatch(/Practice +….{4} +test +yes +ready +missing/)

  const given = await run(`payments accounts change ${path} --webhook-secret`, { 'signing secret': 'whsec_1' })
  expect(given.askedFor).toEqual(['signing secret'])
  expect(await json(`accounts change ${path} --name Clinic --key`, { key })).toMatchObject({
    name: 'Clinic',
    webhook: 'given',
    message: null,
  })
  const both = await run('payments accounts add first Other --default --webhook-secret', {
    key: newKey(),
    'signing secret': 'whsec_2',
  })
  expect(both.askedFor).toEqual(['key', 'signing secret'])
  expect(both.printed).not.toMatch(/whsec_2|sk_test/)
  expect(await json('accounts list first')).toMatchObject([{ default: 'no' }, { default: 'yes', webhook: 'given' }])

  expect((await run(`payments accounts remove ${path}`)).printed).toContain('wiped')
  expect(await json('accounts list first')).toHaveLength(1)
  await expect(run(`payments accounts remove ${path}`)).rejects.toMatchObject({ code: 'not-found' })
  await expect(run('payments accounts remove first nonsense')).rejects.toMatchObject({ code: 'not-found' })
})

test('a key that will not do is refused in words', async () => {
  const add = (key: string) => run('payments accounts add first Practice', { key })
  await expect(add('sk_test_wrong1')).rejects.toThrow('Stripe does not take the key')
  await expect(add('my key')).rejects.toMatchObject({ code: 'invalid-request' })
})

test('payments are listed, also as a file', async () => {
  const fee = JSON.stringify({ amount: 5000, currency: 'aud', description: 'Consultation' })
  await json('accounts add first Practice --default', { key: newKey() })
  const session = await app.book({ participants: [{ role: 'guest', display_name: 'Ana', fee }] })
  const participantId = session.participants[0]?.participant_id
  expect(await json(`list first --session ${session.session_id} --state owed`)).toMatchObject([
    { participantId, state: 'owed', amount: 5000, currency: 'aud', refunded: 0, mode: 'test' },
  ])
  const { printed } = await run(`payments list first --csv --participant ${participantId}`)
  expect(printed).toMatch(/^payment_id,.*\r\n.*,owed,5000,aud,0,Consultation,.*\r\n$/)
  await expect(run('payments list first --state gone')).rejects.toMatchObject({ code: 'invalid-request' })
  const { rows } = await app.database.pool.query("select team_id from audit_log where action = 'payment.list'")
  expect(rows).toContainEqual({ team_id: app.team.teamId })
})

test('without a terminal each secret is a line of the input', async () => {
  const source = `import { askSecrets } from ${JSON.stringify(new URL('../src/admin/terminal.ts', import.meta.url).href)}
    askSecrets(['key', 'signing secret']).then((both) => console.log(both.join('|')), (error) => console.log(error.message))`
  const ask = async (input: string) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end(input)
    return (await text(child.stdout)).trim()
  }
  expect(await ask('sk_test_1\nwhsec_1\n')).toBe('sk_test_1|whsec_1')
  expect(await ask('sk_test_1\n')).toBe('There is no signing secret: type it, or hand it over as line 2 of the input.')
})
