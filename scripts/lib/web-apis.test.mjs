import { describe, expect, test } from 'vitest'
import { browsersOf, createKnowledge, readBrowserData } from './browser-data.mjs'
import { lackingInCss } from './css-features.mjs'
import { lackingIn, membersOf } from './web-apis.mjs'

const knowledge = createKnowledge(readBrowserData(), browsersOf(['chrome111', 'edge111', 'firefox113', 'safari16.4']))
/** @param {string} script */
const found = (script) =>
  lackingIn('it.js', script, knowledge, new Set(membersOf('it.js', script))).map(({ name }) => name)
/** @param {string} style */
const foundInCss = (style) => lackingInCss('it.css', style, knowledge).map(({ name }) => name)

test('a build names browsers, and those of their kind on phones', () => {
  expect(browsersOf(['chrome111', 'safari16.4'])).toEqual({
    chrome: 111,
    chrome_android: 111,
    safari: 16.4,
    safari_ios: 16.4,
  })
})

test('what lacks is said with the browsers that lack it', () => {
  const [use] = lackingIn('it.js', 'const url = URL.canParse(text) ? new URL(text) : null', knowledge, new Set())
  expect(use).toEqual({
    name: 'URL.canParse',
    lacking: 'chrome 111, chrome_android 111, edge 111, firefox 113, firefox_android 113, safari 16.4, safari_ios 16.4',
    where: 'it.js: …const url = URL.canParse(text) ? new URL(text) : null…',
  })
})

describe.each([
  ['a function of a class', 'Promise.withResolvers()', 'Promise.withResolvers'],
  ['a class', 'new VideoFrame(canvas)', 'VideoFrame'],
  ['a class that is only asked for', 'picture instanceof VideoFrame', 'VideoFrame'],
  ['a function of the page', 'requestIdleCallback(work)', 'requestIdleCallback'],
  ['the same by the page’s name', 'globalThis.requestIdleCallback(work)', 'requestIdleCallback'],
  ['a member of what there is one of', 'navigator.share({ url })', 'Navigator.share'],
  ['a member further in', 'navigator.mediaSession.setCameraActive(true)', 'MediaSession.setCameraActive'],
  ['a member of something unknown', 'list.toSorted()', '.toSorted'],
  ['the same of something found on the way', 'video()?.requestVideoFrameCallback(look)', '.requestVideoFrameCallback'],
  ['a flag of a pattern', 'text.match(/[\\p{L}--a]/v)', 'RegExp v'],
])('%s', (_, script, name) => {
  test('is found', () => {
    expect(found(script)).toEqual([name])
    expect(found(`function own() { return ${script} }`)).toEqual([name])
  })
})

test.each([
  ['a look around it', "if ('canParse' in URL) use(URL.canParse(text))"],
  ['a choice', "typeof VideoFrame === 'function' ? new VideoFrame(canvas) : null"],
  ['a look before it', "typeof URL.canParse == 'function' && URL.canParse(text)"],
  ['a look that leads away', 'function can(text) { if (!URL.canParse) return null; return URL.canParse(text) }'],
  ['a call only of what is there', 'URL.canParse?.(text)'],
  ['a look whether its owner is there', 'document.featurePolicy?.allowsFeature(name)'],
  ['a member that is only read', 'const { share } = navigator, lock = navigator.wakeLock'],
  ['a catch of whatever it throws', 'try { URL.canParse(text) } catch { other(text) }'],
  ['a name of its own', 'function VideoFrame() {} new VideoFrame()'],
  ['a member that it has made itself', 'const list = { toSorted() {} }; list.toSorted()'],
  ['a question for the kind of something', 'typeof VideoFrame'],
  ['what all of them have', 'structuredClone(list.at(-1)); new URL(text); navigator.mediaDevices.getUserMedia({})'],
])('%s is no fault', (_, script) => {
  expect(found(script)).toEqual([])
})

test('a look in another function is none', () => {
  expect(found('const can = () => URL.canParse; function use() { return URL.canParse(text) }')).toEqual([
    'URL.canParse',
  ])
  expect(found('try { later(() => URL.canParse(text)) } catch {}')).toEqual(['URL.canParse'])
})

test('in a style sheet: what takes more with it than itself', () => {
  expect(foundInCss('.a:has(.b),.c{color:red}')).toEqual([':has'])
  expect(foundInCss('.a{color:light-dark(red,blue)}')).toEqual(['light-dark()'])
  expect(foundInCss('@starting-style{.a{opacity:0}}')).toEqual(['@starting-style'])
})

test('in a style sheet: what is only not there is no fault', () => {
  expect(foundInCss('.a:has(.b){color:red}h1{text-wrap:balance}')).toEqual([])
  expect(foundInCss('@supports (color:light-dark(red,blue)){.a{color:light-dark(red,blue)}}')).toEqual([])
  expect(foundInCss('@container (width<9em){.a,.b:focus-visible{color:color-mix(in srgb,red 5%,blue)}}')).toEqual([])
})
