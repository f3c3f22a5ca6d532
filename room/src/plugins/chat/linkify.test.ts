import { expect, onTestFinished, test } from 'vitest'
import { linkify } from './linkify.ts'

const links = (message: string) => linkify(message).flatMap(({ text, href }) => (href ? [[text, href]] : []))

test('https addresses become links, and nothing is lost around them', () => {
  const message = 'See https://clinic.example/a?b=1#c, then (https://x.example/y_(z)). Bye'
  expect(links(message)).toEqual([
    ['https://clinic.example/a?b=1#c', 'https://clinic.example/a?b=1#c'],
    ['https://x.example/y_(z)', 'https://x.example/y_(z)'],
  ])
  expect(
    linkify(message)
      .map(({ text }) => text)
      .join(''),
  ).toBe(message)
})

test('a browser from before URL.canParse (Safari 17, Chrome 120, Firefox 115) has links as well', () => {
  const { canParse } = URL
  Reflect.deleteProperty(URL, 'canParse')
  onTestFinished(() => void Object.assign(URL, { canParse }))
  expect(links('https://clinic.example and https://[')).toEqual([['https://clinic.example', 'https://clinic.example/']])
})

test.each(['http://a.example', 'javascript:alert(1)', 'https://', 'https://good.example@evil.example/', 'hello'])(
  '%s stays text',
  (message) => {
    expect(links(message)).toEqual([])
    expect(
      linkify(message)
        .map(({ text }) => text)
        .join(''),
    ).toBe(message)
  },
)

test('markup in a message is no address and stays text', () => {
  const message = '<img src=x onerror=alert(1)> https://a.example/"onclick="x'
  expect(links(message)).toEqual([['https://a.example/', 'https://a.example/']])
})

test('an address ends where the writing would be turned around', () => {
  expect(links('https://a.example/\u202egpj.exe and https://b.example/\u200bx')).toEqual([
    ['https://a.example/', 'https://a.example/'],
    ['https://b.example/', 'https://b.example/'],
  ])
})

test('a host of letters that look like others is shown as it is', () => {
  expect(links('https://\u0430pple.com/x')).toEqual([['https://xn--pple-43d.com/x', 'https://xn--pple-43d.com/x']])
  expect(links('HTTPS://a.example https://A.Example/b')).toEqual([['https://A.Example/b', 'https://a.example/b']])
})
