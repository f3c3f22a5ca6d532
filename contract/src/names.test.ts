import { expect, test } from 'vitest'
import { isolated, plainName } from './names.ts'

test.each([
  ['Ana\nLind', 'Ana Lind'],
  ['Ana\r\n\u2028Lind', 'Ana Lind'],
  ['\u202eanA rD', 'anA rD'],
  ['\u2066Ana\u2069 \u200fLind\u061c', 'Ana Lind'],
  ['A\u200bn\u00ada\ufeff', 'Ana'],
  ['\u001b[2JAna', ' [2JAna'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👩\u200d⚕️ Vega', '👩\u200d⚕️ Vega'],
  ['O’Brien-Müller, 李雷', 'O’Brien-Müller, 李雷'],
])('%j is shown as %j', (name, shown) => {
  expect(plainName(name)).toBe(shown)
})

test.each([
  ...[
    '',
    ' ',
    '\u00a0',
    '\u3000',
    '\u00ad',
    '\u034f',
    '\u115f\u1160',
    '\u180e',
    '\u200b',
    '\u200c\u200d',
    '\u2060',
    '\u2800',
  ],
  ...[
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\uffa0',
    '\u{e0041}\u{e007f}',
    '\u{e0100}',
    '\u202e \u2066',
    '\u0301',
    ' \u3164 \u2800\t',
  ],
])('%j is no name', (name) => {
  expect(plainName(name)).toBe('')
})

test.each(['-', '李', '😀', 'ᄀ', 'é', '葛\u{e0100}'])('%j is a name', (name) => {
  expect(plainName(name)).toBe(name)
})

test('only a name that runs from right to left is set apart', () => {
  expect(isolated('Ana Lind')).toBe('Ana Lind')
  expect(isolated('李雷')).toBe('李雷')
  expect(isolated('נועה 5')).toBe('\u2068נועה 5\u2069')
  expect(isolated('د. فيغا')).toBe('\u2068د. فيغا\u2069')
})
