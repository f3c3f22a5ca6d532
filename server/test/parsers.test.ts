import { formats, parseOrigin, teamOfScope } from '@anteroom/contract/api/formats'
import { isDark, parseColour, readableOn } from '@anteroom/contract/colours'
import { parseDate } from '@anteroom/contract/dates'
import { flagNames, parseFeatureFlags } from '@anteroom/contract/feature-flags'
import { acceptedLanguages, chooseLanguage } from '@anteroom/contract/languages'
import { normalisePluginId } from '@anteroom/contract/plugins'
import { describe, expect, test } from 'vitest'
import { readRequest } from '../src/authorize/rules.ts'
import { createNetworks } from '../src/webhooks/networks.ts'
import { startTestApp } from './support/app.ts'
import { findSlowText } from './support/attack.ts'

/** A body has 256 KiB, a request's address and headers have 16 KiB together. */
const inBody = 256 * 1024
const inHeader = 15 * 1024

const { whyNot } = createNetworks([])

describe('no text makes what reads it take long', () => {
  const colours = ['', '#', 'rgb(', 'rgb(1 2 3/', 'hsl(', 'lab(', 'oklch(', 'color(srgb ', 'color(']
  const addresses = ['', 'https://', 'https://a', 'https://[', 'https://a/?', 'https://a#', 'https://a@']
  const dates = ['', '2040-05-01T09:00:00', '2040-05-01T09:00:00.', 'Wed, ', 'Wed, 08 Jun 2016 ']
  const bodies: [string, (text: string) => unknown, readonly string[], string][] = [
    ['a colour', parseColour, colours, '1.e-%, /(#a'],
    ['a date', parseDate, dates, '0:-. TZ'],
    ['an origin', parseOrigin, addresses, 'a.-:%@/'],
    ['a scope', teamOfScope, ['', 'team_api['], 'a0-[]'],
    ['a plugin', normalisePluginId, ['', 'coviu-'], '- pcl'],
    ['the address of a webhook', whyNot, addresses, 'a.:%@/0'],
    ...Object.entries(formats).map(([name, { test }]): (typeof bodies)[number] => [
      `the format ${name}`,
      test,
      ['', 'https://', 'a@', '{"amount":1,"currency":"aud","description":"'],
      'a.-@[\ud800',
    ]),
    ...[...flagNames, '-plugin'].map((name): (typeof bodies)[number] => [
      `the flag ${name}`,
      (text) => parseFeatureFlags([text]),
      ['', ...['', 'https://', 'rgb('].map((value) => `${name};${value}`)],
      '1a.;- ',
    ]),
  ]
  test.each(bodies)('%s', async (_what, read, beginnings, letters) => {
    expect(await findSlowText(read, { beginnings, letters, upTo: inBody })).toBeNull()
  })

  const paint = (text: string) => {
    const colour = parseColour(text)
    return colour && [isDark(colour), readableOn(colour), readableOn('white', colour)]
  }
  test.each([
    ['wanted languages', (text: string) => chooseLanguage(acceptedLanguages(text)), ['', 'zh-', 'a;q='], 'a-,;=1*'],
    ['a language', (text: string) => chooseLanguage([text]), ['', 'zh-'], 'a-1'],
    [
      'a request for a code',
      (text: string) => readRequest(new URLSearchParams(text)),
      ['response_type=code&scope='],
      'a&=+%',
    ],
    ['a colour that is painted with', paint, ['rgb(', 'lab('], '1 .,)'],
  ])('%s', async (_what, read, beginnings, letters) => {
    expect(await findSlowText(read, { beginnings, letters, upTo: inHeader })).toBeNull()
  })
})

describe('no header makes a request take long', async () => {
  const app = await startTestApp({ TRUST_PROXY: 'loopback' })
  const page = '/session/01a20592-58ea-4054-a926-830583fcf532'
  const api = { authorization: `Bearer ${app.team.token}` }
  const key = { ...api, 'content-type': 'application/json' }

  test.each<[header: string, method: 'GET' | 'POST', path: string, more: Record<string, string>, beginnings: string[]]>(
    [
      ['authorization', 'GET', '/v1/sessions', {}, ['Bearer ', 'Basic ', 'Bearer a.']],
      ['authorization', 'POST', '/v1/auth/token', {}, ['Basic ']],
      ['idempotency-key', 'POST', '/v1/sessions', key, ['']],
      ['cookie', 'GET', page, {}, ['', 'anteroom_browser=', 'anteroom_language=']],
      ['cookie', 'GET', '/v1/auth/authorize?client_id=a', {}, ['', 'anteroom_form="']],
      ['accept-language', 'GET', page, {}, ['']],
      ['accept-encoding', 'GET', page, {}, ['', 'br;q=']],
      ['accept-encoding', 'GET', '/room/start.js', {}, ['']],
      ['range', 'GET', '/room/start.js', {}, ['bytes=', 'bytes=0-']],
      ['if-none-match', 'GET', '/room/start.js', {}, ['', 'W/"']],
      ['if-modified-since', 'GET', '/room/start.js', {}, ['']],
      ['content-type', 'POST', '/v1/sessions', api, ['', 'application/json;', 'application/json; charset="']],
      ['x-forwarded-for', 'GET', page, {}, ['']],
      ['x-forwarded-host', 'GET', page, {}, ['']],
      ['x-forwarded-proto', 'GET', page, {}, ['']],
    ],
  )('%s of %s %s', async (header, method, path, more, beginnings) => {
    const read = (text: string) =>
      app.http.inject({ method, url: path, headers: { ...more, [header]: text.replace('\0', '?') } })
    expect(await findSlowText(read, { beginnings, letters: 'a,;= ', upTo: inHeader })).toBeNull()
  })
})
