import { expect, test } from 'vitest'
import { readStats } from './stats.ts'

const report = (...stats: object[]) =>
  new Map(stats.map((one, at) => [String(at), { id: String(at), ...one }])) as unknown as RTCStatsReport

test('all that is asked of statistics is read in one place', () => {
  const stats = readStats(
    report(
      { type: 'inbound-rtp', packetsReceived: 190, packetsLost: 15, framesDecoded: 40 },
      { type: 'inbound-rtp', packetsReceived: 100, packetsLost: 5 },
      { type: 'inbound-rtp', packetsReceived: 0, packetsLost: -1 },
      { type: 'remote-inbound-rtp', fractionLost: 0.02 },
      { type: 'remote-inbound-rtp', fractionLost: 0.3 },
      { type: 'outbound-rtp', qualityLimitationReason: 'bandwidth' },
      { type: 'outbound-rtp', qualityLimitationReason: 'none' },
      {
        type: 'candidate-pair',
        nominated: false,
        state: 'succeeded',
        currentRoundTripTime: 3,
        bytesSent: 7,
        localCandidateId: '10',
        remoteCandidateId: '11',
      },
      {
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        currentRoundTripTime: 0.2,
        availableOutgoingBitrate: 300_000,
        bytesSent: 20,
        bytesReceived: 30,
        localCandidateId: '11',
        remoteCandidateId: '10',
      },
      { type: 'candidate-pair', bytesSent: 4, localCandidateId: '11', remoteCandidateId: '11' },
      { type: 'local-candidate', candidateType: 'relay' },
      { type: 'remote-candidate', candidateType: 'srflx' },
      { type: 'transport', bytesSent: 1_000, bytesReceived: 1_000 },
    ),
  )
  expect(stats).toEqual({
    received: 290,
    lost: 20,
    pictures: 40,
    lostGoing: 0.3,
    roundTripMs: 200,
    availableKbps: 300,
    isSqueezed: true,
    ways: new Map([
      ['7', { sent: 7, received: 0, relayed: 7 }],
      ['8', { sent: 20, received: 30, relayed: 50 }],
      ['9', { sent: 4, received: 0, relayed: 0 }],
    ]),
  })
})

test('what a browser does not say is not made up', () => {
  expect(readStats(report({ type: 'remote-inbound-rtp' }, { type: 'outbound-rtp' }))).toEqual({
    received: 0,
    lost: 0,
    pictures: 0,
    lostGoing: null,
    roundTripMs: null,
    availableKbps: null,
    isSqueezed: null,
    ways: new Map(),
  })
})
