import { expect, test } from 'vitest'
import { parseEnvFile } from './env-file.ts'

test('settings are read as systemd reads them', () => {
  const text = String.raw`# the server's settings
; another comment

PORT=3000
  HOST = 127.0.0.1${'  '}
TURN_SECRET=se#cret;with "signs" = in it
MASTER_KEY="2030:a\"b\\c\d"
FRONT_TEXT='plain \ as it stands'
FRONT_TITLE="Harbour\
 Clinic"
STUN_URLS=stun:a.example,\
stun:b.example
export LOG_LEVEL=info
METRICS_TOKEN=`
  expect(parseEnvFile(text)).toEqual({
    values: {
      PORT: '3000',
      HOST: '127.0.0.1',
      TURN_SECRET: 'se#cret;with "signs" = in it',
      MASTER_KEY: String.raw`2030:a"b\c\d`,
      FRONT_TEXT: String.raw`plain \ as it stands`,
      FRONT_TITLE: 'Harbour Clinic',
      STUN_URLS: 'stun:a.example,stun:b.example',
      LOG_LEVEL: 'info',
      METRICS_TOKEN: '',
    },
  })
  expect(parseEnvFile('A=1\r\nB="2"\r\n')).toEqual({ values: { A: '1', B: '2' } })
})

test.each([
  ['A=1\nhunter2\n', 2],
  ['A="never\nended', 1],
  ['# one\n\n2A=1', 3],
  ['A="1" and more', 1],
])('what is no setting is told by its line', (text, badLine) => {
  expect(parseEnvFile(text)).toEqual({ badLine })
})
