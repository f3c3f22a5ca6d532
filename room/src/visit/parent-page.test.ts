import { leftReasons } from '@anteroom/contract/embedding'
import type { Phase, PhaseName } from '@anteroom/contract/phases'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { deniedFeatures, messagesBetween, missingFeatures, originAround, targetsOf } from './parent-page.ts'

const own = 'https://video.clinic.example'
const portal = 'https://portal.example'

describe('whom a room speaks to', () => {
  test.each([
    ['a site that the team allows', portal, [portal], [portal]],
    ['another site', 'https://evil.example', [portal], []],
    ['any site while none is named', portal, null, [portal]],
    ['one on this machine', 'http://localhost:5173', null, ['http://localhost:5173']],
    ['one that looks like this machine', 'http://localhost.evil.example', null, []],
    ['one that is not secure', 'http://portal.example', null, []],
    ['one that is not secure and allowed by mistake elsewhere', 'http://portal.example', [portal], []],
    ['a page of the server itself', own, [portal], [own]],
    ['nobody knows whom, of some that are allowed', null, [portal, 'https://b.example'], [portal, 'https://b.example']],
    ['nobody knows whom', null, null, []],
    ['a team that allows none', portal, [], []],
  ])('%s', (_what, around, allowed, targets) => {
    expect(targetsOf(around, own, allowed)).toEqual(targets)
  })

  test('the page around is told by the browser, or by the referrer', () => {
    expect(originAround(portal, 'https://other.example/')).toBe(portal)
    expect(originAround(undefined, `${portal}/patients/7?a=b`)).toBe(portal)
    expect(originAround('null', '')).toBeNull()
    expect(originAround(undefined, '')).toBeNull()
  })
})

describe('what a room says', () => {
  const at = (name: PhaseName, more: object = {}) => ({ name, ...more }) as Phase
  const exit = (reason: string) => at('exit', { reason, mayReturn: true })
  const waiting = at('waiting', { knockedAt: '', message: null, turnedAway: null })
  /** The types of what is said on a way through phases, each with its fact. */
  const said = (...way: Phase[]) =>
    way.flatMap((phase, index) =>
      messagesBetween(way[index - 1] ?? null, phase).map((message) => {
        if (message.type === 'phase') return message.phase
        if (message.type === 'left') return `left:${message.reason}`
        return message.type === 'error' ? message.code : message.type
      }),
    )

  test('on the way of a guest', () => {
    expect(said(at('too-early'), at('precall'), waiting, at('in-call'), exit('ended'))).toEqual([
      'too-early',
      'precall',
      'waiting',
      'in-call',
      'joined',
      'exit',
      'left:ended',
      'ended',
    ])
  })

  test('nothing while only the facts of a phase change', () => {
    expect(said(waiting, { ...waiting, message: 'One moment' } as Phase)).toEqual(['waiting'])
  })

  test('on hold is in the call, back in the waiting room is not', () => {
    expect(said(at('in-call'), at('on-hold'), at('in-call'))).toEqual(['in-call', 'joined', 'on-hold', 'in-call'])
    expect(said(at('in-call'), waiting, at('in-call'))).toEqual(['in-call', 'joined', 'waiting', 'in-call', 'joined'])
  })

  test('the end is told once, also to those who have left before', () => {
    expect(said(at('in-call'), exit('left'), at('over'))).toEqual([
      'in-call',
      'joined',
      'exit',
      'left:left',
      'over',
      'ended',
    ])
    expect(said(at('in-call'), exit('ended'), at('over')).filter((type) => type === 'ended')).toHaveLength(1)
  })

  test('every reason to be gone', () => {
    const gone = [
      exit('left'),
      exit('ended'),
      exit('lost'),
      at('removed'),
      at('over'),
      at('cancelled'),
      at('taken-over'),
    ]
    const reasons = gone.map((phase) => said(at('precall'), phase)[2])
    expect(reasons).toEqual(leftReasons.map((reason) => `left:${reason}`))
  })

  test('of a door that was closed from the start, nobody has left', () => {
    expect(said(at('over'))).toEqual(['over', 'ended'])
    expect(said(at('removed'))).toEqual(['removed'])
    expect(said(at('unknown'))).toEqual(['unknown', 'unknown-link'])
  })
})

test('what the frame keeps back is named, where the browser tells', () => {
  const policy = { features: () => ['camera', 'microphone'], allowsFeature: (name: string) => name === 'microphone' }
  expect(missingFeatures({ featurePolicy: policy })).toEqual(['camera'])
  expect(missingFeatures({ permissionsPolicy: policy })).toEqual(['camera'])
  expect(missingFeatures({})).toBeNull()
})

test('in a browser that tells of no policies, what is denied before anybody was asked is kept back', async () => {
  const states: Record<string, string> = { camera: 'denied', microphone: 'prompt' }
  async function query({ name }: { name: string }) {
    if (!states[name]) throw new TypeError('Unknown name')
    return { state: states[name] }
  }
  vi.stubGlobal('navigator', { permissions: { query } })
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await deniedFeatures()).toEqual(['camera'])
})
