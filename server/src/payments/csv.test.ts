import { paymentExample } from '@anteroom/contract/api/payments'
import { expect, test } from 'vitest'
import { csvHeader, csvLine } from './csv.ts'

const cells = (description: string) => {
  const line = csvLine({ ...paymentExample, description })
  const names = csvHeader.trimEnd().split(',')
  const before = names.indexOf('description')
  return line
    .split(',')
    .slice(before, before - names.length + 1)
    .join(',')
}

test('each line has a cell for each name, and ends as RFC 4180 wants it', () => {
  expect(csvHeader.split(',')).toHaveLength(csvLine(paymentExample).split(',').length)
  expect(csvLine(paymentExample)).toMatch(/^01a20594-.*,5000,aud,0,Consultation,,visa,4242,false,pi_3Abc,true,.*Z\r\n$/)
})

test.each([
  ['=HYPERLINK("http://a.example")', `"'=HYPERLINK(""http://a.example"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['a, "b"', '"a, ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['Consultation', 'Consultation'],
  ["don't = +", "don't = +"],
])('the description %j is a text to spreadsheets, and stays in its cell', (description, cell) => {
  expect(cells(description)).toBe(cell)
})
