import { expect, test } from 'vitest'
import { readFileMessage } from './file-messages.ts'
import { kindOf, safeName } from './safe-name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\scan.png', 'scan.png'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['a\u0000b\nc.txt', 'abc.txt'],
  ['.htaccess', 'htaccess'],
  ['what?*.txt. ', 'what__.txt'],
  ['Röntgen – گزارش.pdf', 'Röntgen – گزارش.pdf'],
  ['', 'file'],
  ['..', 'file'],
])('%j is shown and saved as %s', (name, safe) => {
  expect(safeName(name)).toBe(safe)
})

test('a long name keeps its ending', () => {
  const safe = safeName(`${'x'.repeat(500)}.jpeg`)
  expect(safe).toHaveLength(120)
  expect(safe).toMatch(/x\.jpeg$/)
  expect(kindOf(safe)).toBe('JPEG')
})

const offer = { file: 'offer', id: 'a', name: '/x/y.txt', size: 5, type: 'text/plain' }

test('what is no message about a file, or of a file that is none, is dropped', () => {
  expect(readFileMessage(offer)).toEqual({ ...offer, name: 'y.txt' })
  expect(readFileMessage({ file: 'take', id: 'a', more: 1 })).toEqual({ file: 'take', id: 'a' })
  const wrong = [
    null,
    'offer',
    { text: 'Hello' },
    { file: 'take' },
    { file: 'take', id: 'x'.repeat(101) },
    { file: 'open', id: 'a' },
    { ...offer, size: -1 },
    { ...offer, size: 1.5 },
    { ...offer, size: 100_000_001 },
    { ...offer, size: '5' },
    { ...offer, name: 5 },
  ]
  for (const data of wrong) expect(readFileMessage(data)).toBeNull()
})
