import { createHash } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scriptOf } from '../src/pages/embed/scripts.ts'
import { startTestApp } from './support/app.ts'

const text = 'customElements.define("anteroom-session", class extends HTMLElement {})'
const embed = scriptOf('embed', text)
const app = await startTestApp({}, undefined, { embedScripts: { embed, check: scriptOf('check', 'check()') } })

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

test('the page that checks runs its own scripts alone, and is shown by nobody', async () => {
  const { headers, body, statusCode } = await get('/embed/check')
  expect(statusCode).toBe(200)
  const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'sha256-${hash}'; img-src data:; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  expect(body).toContain(`<script src="${embed.address}" integrity="${embed.integrity}" defer>`)
  expect(body).toContain(`src=&quot;https://video.test${embed.address}&quot;`)
})
