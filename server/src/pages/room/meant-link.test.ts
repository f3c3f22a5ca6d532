import { expect, test } from 'vitest'
import { meantUrl } from './meant-link.ts'

const link = '3f2a9c1e-7b4d-4c8a-9e21-5d6f7a8b9c0d'

test.each([
  link,
  link.toUpperCase(),
  link.replaceAll('-', ''),
  link.replaceAll('-', '%E2%80%91'),
  ...[
    '.',
    ')',
    ',',
    '>',
    ';',
    '!',
    '"',
    "'",
    ']',
    '*',
    '%',
    '%2',
    '%20',
    '%3E',
    '%0A',
    '%E2%80%8B',
    '%E2%80%9D',
    '%FF',
    '%.',
    '/',
  ].map((tail) => link + tail),
  `%3C${link}%3E`,
  `(${link}).`,
  `${link.slice(0, 20)}%0D%0A${link.slice(20)}`,
  `${link.slice(0, 9)}%C2%AD${link.slice(9)}`,
  `${link}.Regards`,
  `${link},${link}`,
])('%s is taken for what was meant', (given) => {
  expect(meantUrl(`/session/${given}`)).toBe(`/session/${link}`)
  expect(meantUrl(`//SESSION//${given}?lang=de`)).toBe(`/session/${link}?lang=de`)
})

test.each([
  '/',
  '/session',
  '/session/nonsense',
  `/session/${link}a`,
  `/session/${link.slice(0, -1)}`,
  `/session/${link},${link.replace('3', '4')}`,
  `/session/${link}/speed`,
  `/v1/sessions/${link}.`,
  `/session/${link}${'.'.repeat(300)}`.slice(0, 30),
])('%s stays what it is', (url) => {
  expect(meantUrl(url)).toBe(url)
})

test.each(['/session/%', '/session/%FF', '/session/%E0%A4', `/session/${'%'.repeat(400)}`])('%s has a page', (url) => {
  expect(meantUrl(url)).toBe('/session/-')
})
