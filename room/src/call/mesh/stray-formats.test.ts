import { expect, test } from 'vitest'
import { withoutStrayFormats } from './stray-formats.ts'

const lines = (...all: string[]) => [...all, ''].join('\r\n')
const head = ['v=0', 'o=mozilla 1 0 IN IP4 0.0.0.0', 's=-', 't=0 0']

test('what is said of formats that a place does not offer is left out, as Firefox says it', () => {
  const sound = ['m=audio 9 UDP/TLS/RTP/SAVPF 109', 'a=rtcp-fb:109 transport-cc', 'a=rtpmap:109 opus/48000/2']
  const picture = ['m=video 0 UDP/TLS/RTP/SAVPF 120 124', 'a=fmtp:124 apt=120', 'a=rtcp-fb:120 nack']
  const named = ['a=rtcp-fb:* ccm fir', 'a=rtpmap:120 VP8/90000', 'a=rtpmap:124 rtx/90000']
  const strays = ['a=rtcp-fb:121 nack', 'a=rtcp-fb:99 nack pli', 'a=fmtp:109 stereo=1']
  const said = lines(...head, ...sound, ...picture, ...strays, ...named)
  expect(withoutStrayFormats(said)).toBe(lines(...head, ...sound, ...picture, ...named))
})

test('a description that has none stays as it is', () => {
  const channel = ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=sctp-port:5000', 'a=mid:4']
  const said = lines(...head, ...channel)
  expect(withoutStrayFormats(said)).toBe(said)
})
