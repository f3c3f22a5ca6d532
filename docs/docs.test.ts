import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { BlockList } from 'node:net'
import { maxOpensBefore } from '@anteroom/contract/api/formats'
import { permissions } from '@anteroom/contract/api/permissions'
import { maxFlags, maxHours, maxParticipants, maxSeatsEver } from '@anteroom/contract/api/sessions'
import { embeddingErrorCodes, frameFeatures, leftReasons, roomMessageTypes } from '@anteroom/contract/embedding'
import { commandNames, commandRefusals } from '@anteroom/contract/embedding-commands'
import { flagNames } from '@anteroom/contract/feature-flags'
import { olderEventNames } from '@anteroom/contract/older-event-names'
import { pluginIds } from '@anteroom/contract/plugins'
import { problems } from '@anteroom/contract/problems'
import { clientEvents, Handshake, serverEventNames } from '@anteroom/contract/realtime'
import { webhookEventDescriptions, webhookEventTypes } from '@anteroom/contract/webhook-events'
import { expect, test } from 'vitest'
import { defaultHeaders } from '../server/src/http/default-headers.ts'
import { sealedTables } from '../server/src/sealing/columns.ts'
import { settings } from '../server/src/settings.ts'

test('the realtime page has every event of either side, and none that does not exist', async () => {
  const text = await read('realtime.md')
  expect(firstCells(section(text, 'Events from the page')).sort()).toEqual(Object.keys(clientEvents).sort())
  expect(firstCells(section(text, 'Events from the server')).sort()).toEqual([...serverEventNames].sort())

  const older = Object.entries(olderEventNames)
  const rows = [...section(text, 'Older names').matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)]
  expect(rows.map(([, was, is]) => [was, is])).toEqual(older)

  const existing = new Set<string>([...Object.keys(clientEvents), ...serverEventNames, ...older.map(([was]) => was)])
  const named = [...text.matchAll(/`((?:visit|call|door|waiting):[a-z-]+)`/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !existing.has(name))).toEqual([])
})

test('the realtime page has every member of the handshake, and none that does not exist', async () => {
  const text = await read('realtime.md')
  expect(firstCells(section(text, 'Handshake')).sort()).toEqual(Object.keys(Handshake.properties).sort())
})

test('the page on flags has every flag, and none that does not exist', async () => {
  const text = await read('feature-flags.md')
  const rows = firstCells(section(text, 'The flags'))
  expect(rows.sort()).toEqual(['-plugin;<plugin id>', ...flagNames].sort())

  const existing = new Set<string>(flagNames)
  const named = [...text.matchAll(/[`"]((?:customisation|session);[a-z-]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !existing.has(name))).toEqual([])
})

test('the page on flags has every plugin, and none that does not exist', async () => {
  const text = await read('feature-flags.md')
  expect(firstCells(section(text, 'Plugins')).sort()).toEqual([...pluginIds].sort())
})

test('the list of problems has every problem with its status, and none that does not exist', async () => {
  const rows = [...(await read('problems.md')).matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)]
  expect(rows.map(([, code, status]) => [code, Number(status)]).sort()).toEqual(
    Object.entries(problems)
      .map(([code, { status }]) => [code, status])
      .sort(),
  )
})

test('the tree for newcomers has every folder that may be imported from', async () => {
  const { layers } = JSON.parse(await readFile(new URL('../boundaries.json', import.meta.url), 'utf8'))
  const listed = Object.values<{ folders: object }>(layers).flatMap(({ folders }) => Object.keys(folders))
  const folders = new Set(
    listed.flatMap((folder) => /^(?:server|room)\/src\/([^/.*]+)(?:\/|$)/.exec(folder)?.[1] ?? []),
  )
  const text = section(await read('../CONTRIBUTING.md'), 'Where things live')
  expect([...folders].filter((folder) => !text.includes(`${folder}/`))).toEqual([])
})

test('the page on self-hosting has every setting with its default and its meaning', async () => {
  const text = await read('self-hosting.md')
  const rows = [...section(text, 'Settings').matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? *\| (.+) \|$/gm)]
  const listed = rows.map(([, name, preset, meaning]) => ({ name, default: preset ?? null, meaning }))
  expect(listed).toEqual(settings)
})

test("the page on a session's life has its limits", async () => {
  const limits = section(await read('session-life.md'), 'Limits')
  const rows = [...limits.matchAll(/^\| (.+) \| (\d.*) \|$/gm)].map(([, what, limit]) => [what, limit])
  expect(rows).toEqual([
    ['from start to end', `${maxHours} hours at most`],
    ['opens before its start', `${maxOpensBefore} minutes at most`],
    ['participants', `${maxParticipants} at a time, ${maxSeatsEver} with those that were removed`],
    ['feature flags', `${maxFlags}`],
  ])
})

test('the page on webhooks has every event with what it says, and none that does not exist', async () => {
  const text = await read('webhooks.md')
  const rows = [...section(text, 'Events').matchAll(/^\| `([^`]+)` \| (.+?) \| .+ \|$/gm)]
  expect(rows.map(([, type, says]) => [type, says])).toEqual(
    webhookEventTypes.map((type) => [type, webhookEventDescriptions[type]]),
  )

  const existing = new Set<string>(webhookEventTypes)
  const named = [...text.matchAll(/["`]((?:session|participant|call):[a-z-]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !existing.has(name))).toEqual([])
})

test('the page for integrators has every permission with what it lets an application do', async () => {
  const text = await read('integrating.md')
  const rows = [...section(text, 'Acting for other teams').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)]
  expect(rows.map(([, name, meaning]) => [name, meaning])).toEqual(Object.entries(permissions))
})

test('the page on embedding has every event, reason and error, in their order', async () => {
  const text = await read('embedding.md')
  const [events = '', reasons = '', errors = ''] = section(text, 'Events').split(/^### /m)
  expect(firstCells(events)).toEqual(roomMessageTypes)
  expect(firstCells(reasons)).toEqual(leftReasons)
  expect(firstCells(errors)).toEqual(embeddingErrorCodes)
})

test('the page on embedding has every command and every reason for a no', async () => {
  const [commands = '', refusals = ''] = section(await read('embedding.md'), 'Commands').split(/^### /m)
  expect(firstCells(commands).map((cell) => cell.replace(/\(.*/, ''))).toEqual(commandNames)
  expect(firstCells(refusals)).toEqual(commandRefusals)
})

test('the frame on the page on embedding hands on what the element does', async () => {
  const [, allow] = /allow="([^"]+)"/.exec(section(await read('embedding.md'), 'Without the script')) ?? []
  expect(allow).toBe(frameFeatures.join('; '))
})

test('the index of decisions has each of them once, with its title', async () => {
  const folder = new URL('decisions/', import.meta.url)
  const files = (await readdir(folder)).filter((name) => name !== 'README.md').sort()
  expect(new Set(files.map((name) => name.slice(0, 4))).size, 'each has a number of its own').toBe(files.length)
  const titles = await Promise.all(
    files.map(async (name) => (await readFile(new URL(name, folder), 'utf8')).split('\n')[0]),
  )
  const listed = [
    ...(await read('decisions/README.md')).matchAll(/^- \[(\d{4})\]\((.+?)\) (.+?)(?: \(.+\))?$/gm),
  ].sort()
  expect(listed.map(([, number, name, title]) => [name, `# ${number} ${title}`])).toEqual(
    files.map((name, index) => [name, titles[index]?.replace(/^# (\d\d)\. /, '# 00$1 ')]),
  )
})

test('the code on the page on webhooks tells true signatures from false ones', async () => {
  const [, code = ''] =
    /```ts\n([\s\S]+?)```/.exec(section(await read('webhooks.md'), 'Verify that it is from us')) ?? []
  const source = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(code))}`
  const { isFromAnteroom } = await import(/* @vite-ignore */ source)
  // The example of the Standard Webhooks specification.
  const secret = 'whsec_plJ3nmyCDGBKInavdOK15jsl'
  const body = '{"event_type":"ping","data":{"success":true}}'
  const signature = 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0='
  const headers = {
    'webhook-id': 'msg_loFOjxBNrRLzqYUf',
    'webhook-timestamp': '1731705121',
    'webhook-signature': `v1,b3RoZXI= ${signature}`,
  }
  const nowMs = 1_731_705_121_000
  expect(isFromAnteroom(secret, headers, body, nowMs)).toBe(true)
  expect(isFromAnteroom(secret, headers, body, nowMs + 301_000)).toBe(false)
  expect(isFromAnteroom(secret, headers, `${body} `, nowMs)).toBe(false)
  expect(isFromAnteroom('whsec_b3RoZXI=', headers, body, nowMs)).toBe(false)
  expect(isFromAnteroom(secret, { ...headers, 'webhook-id': 'other' }, body, nowMs)).toBe(false)
  expect(isFromAnteroom(secret, { ...headers, 'webhook-signature': 'v1,b3RoZXI=' }, body, nowMs)).toBe(false)
})

test('the relay on the page on self-hosting leads into no network that is not the internet', async () => {
  const denied = new BlockList()
  const text = section(await read('self-hosting.md'), 'TURN')
  // To coturn a range from :: on is one of all addresses, of IPv4 too.
  expect(text).not.toContain('denied-peer-ip=::-')
  const ranges = text.matchAll(/^denied-peer-ip=([\da-f.:]+)-([\da-f.:]+)$/gm)
  for (const [, from = '', to = ''] of ranges) denied.addRange(from, to, from.includes(':') ? 'ipv6' : 'ipv4')
  const isDenied = (address: string) => denied.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
  const inside = [
    ...[
      '0.0.0.1',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.31.255.254',
      '192.0.0.8',
      '192.168.1.1',
    ],
    ...[
      '198.19.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '100::1',
    ],
    ...['2001::1', '2002:a00:1::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1'],
  ]
  expect(inside.filter((address) => !isDenied(address))).toEqual([])
  expect(['1.1.1.1', '192.1.0.1', '203.0.114.1', '2a00:1450::1', '2606:4700::1111'].filter(isDenied)).toEqual([])
})

test('the proxies on the page on self-hosting say of TLS and windows what the server says, where it does not', async () => {
  const text = section(await read('self-hosting.md'), 'Behind a reverse proxy')
  const [, nginx = ''] = /^```nginx\n(.+?)^```$/ms.exec(text) ?? []
  const [, errorsOfCaddy = ''] = /^ {2}handle_errors \{\n(.+?)^ {2}\}$/ms.exec(text) ?? []
  const said = defaultHeaders('https://video.clinic.example')
  for (const name of ['strict-transport-security', 'cross-origin-opener-policy']) {
    const value = said[name]
    const ofCaddy = new RegExp(`^ {4}header ${name} "?([^"\\n]+?)"?$`, 'im').exec(errorsOfCaddy)
    expect(ofCaddy?.[1], name).toBe(value)
    // Empty, and so not sent, where the server has said it.
    const map = new RegExp(
      `^map \\$upstream_http_${name.replaceAll('-', '_')} (\\$\\w+) \\{\\n {2}'' "?([^"\\n]+?)"?;\\n\\}$`,
      'm',
    )
    const [, variable, ofNginx] = map.exec(nginx) ?? []
    expect(ofNginx, name).toBe(value)
    // Of the whole server, so that they stand on all that nginx answers; one in a location would take their place.
    expect(nginx.toLowerCase()).toContain(`\n  add_header ${name} ${variable} always;\n`)
  }
  expect(nginx.match(/^ *add_header/gm)).toHaveLength(2)
})

test('the page on self-hosting tells every column that holds words and is not sealed', async () => {
  const types = await readFile(new URL('../server/src/db/types.gen.ts', import.meta.url), 'utf8')
  const interfaces = new Map(
    [...types.matchAll(/^export interface (\w+) \{\n([^}]*)\}/gm)].map(([, name, body]) => [name, body]),
  )
  const tables = [...(interfaces.get('DB') ?? '').matchAll(/^ {2}(\w+): (\w+);$/gm)]
  // With a key of its own: that of the request.
  const sealed = new Set(['idempotent_answers.answer'])
  for (const { name, columns } of sealedTables)
    for (const column of Object.keys(columns)) sealed.add(`${name}.${column}`)
  const open = tables.flatMap(([, table, name = '']) =>
    [...(interfaces.get(name) ?? '').matchAll(/^ {2}(\w+): (.+);$/gm)]
      .filter(([, column = '', type = '']) => !/_(id|hash)$/.test(column) && !/Timestamp|number|boolean/.test(type))
      .map(([, column]) => `${table}.${column}`)
      .filter((column) => !sealed.has(column)),
  )
  const [, listed = ''] = (await read('self-hosting.md')).split(/^### What is not sealed$/m)
  const [list = ''] = listed.split(/^## /m)
  expect([...list.matchAll(/`([a-z_]+\.[a-z_0-9]+)`/g)].map(([, column]) => column).sort()).toEqual(open.sort())
})

function read(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8')
}

/** What stands below a heading of the second level, up to the next one. */
function section(text: string, heading: string): string {
  const found = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))
  if (found === undefined) throw new Error(`There is no section "${heading}"`)
  return found
}

/** The code in the first cell of each row of a table. */
function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell)
}
