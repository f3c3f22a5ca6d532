import { expect, test } from 'vitest'
import type { Message } from './line-signal.ts'
import { withoutOwnAddress } from './own-address.ts'

const relay = 'candidate:1 1 udp 5 203.0.113.9 50000 typ relay raddr 192.168.1.7 rport 61000 generation 0'

test('a candidate tells the address of the relay, and not whence it was asked', () => {
  const signal = {
    candidate: { candidate: relay, sdpMid: '0' },
    description: { type: 'offer', sdp: `a=${relay}\r\nb` },
  }
  const said = JSON.stringify(withoutOwnAddress(signal as unknown as Message))
  expect(said).toContain('203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 9 generation 0')
  expect(said).not.toContain('192.168')
})
