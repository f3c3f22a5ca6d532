import { createHash } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scriptOf } from '../src/embed/scripts.ts'
import { startTestApp } from './support/app.ts'

const text = 'customElements.define("anteroom-session", class extends HTMLElement {})'
const embed = scriptOf('embed', text)
const app = await startTestApp({}, undefined, { embedScripts: { embed } })

const get = (url: string, headers: Record<string, string> = {}) => app.http.inject({ url, headers })

test('every page may have the script, and looks for a newer one soon', async () => {
  const { headers, body, statusCode } = await get('/embed.js', { origin: 'https://portal.example' })
  expect([statusCode, body]).toEqual([200, text])
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['cache-control']).toMatch(/^public, max-age=300\b/)
  expect(headers['set-cookie']).toBeUndefined()
})

test('it is compressed for whoever takes it', async () => {
  const { headers, rawPayload } = await get('/embed.js', { 'accept-encoding': 'br' })
  expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(rawPayload).toString()).toBe(text)
})

test('its own address is good for this content alone, for ever', async () => {
  const { headers, body } = await get(embed.address)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers['access-control-allow-origin']).toBe('*')
  expect(embed.integrity).toBe(`sha384-${createHash('sha384').update(body).digest('base64')}`)
  expect(scriptOf('embed', `${text};`).address).not.toBe(embed.address)
})

test('the address that another version had leads to the newest', async () => {
  const { statusCode, headers } = await get('/embed/embed-0123456789abcdef.js')
  expect([statusCode, headers.location]).toEqual([302, '/embed.js'])
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
})
