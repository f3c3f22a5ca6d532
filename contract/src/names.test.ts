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

test('only a name that runs from right to left is set apart', () => {
  expect(isolated('Ana Lind')).toBe('Ana Lind')
  expect(isolated('李雷')).toBe('李雷')
  expect(isolated('נועה 5')).toBe('\u2068נועה 5\u2069')
  expect(isolated('د. فيغا')).toBe('\u2068د. فيغا\u2069')
})
