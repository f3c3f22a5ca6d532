import { describe, expect, test } from 'vitest'
import { whyNoRelease } from './gates.mjs'

const changelog = `# Changelog

## Unreleased

## 1.2.0 – 2030-05-14

### For hosts

- Something.

## 1.1.0 – 2030-01-02
`
const good = {
  version: '1.2.0',
  others: { server: '1.2.0', client: '1.2.0' },
  changes: '',
  changelog,
  tagged: null,
  tree: 'the tree here',
}
/** @param {Partial<Parameters<typeof whyNoRelease>[0]>} change */
const said = (change) => whyNoRelease({ ...good, ...change })

describe('a release', () => {
  test('is made of what is committed and has its section', () => {
    expect(said({})).toEqual([])
  })

  test('is made again of the same contents when it is tagged already', () => {
    expect(said({ tagged: { tree: 'the tree here' } })).toEqual([])
  })

  test.each([
    ['what is not committed', { changes: '?? notes.txt' }, /Not all is committed:\n\?\? notes\.txt/],
    ['a version that the changelog does not know', { version: '1.2.1', others: {} }, /no section of this version/],
    ['a version that only looks like one that it knows', { version: '1x2.0', others: {} }, /no section of this/],
    ['a heading without a date', { changelog: changelog.replace(' – 2030-05-14', '') }, /no section of this version/],
    ['a date that there is not', { changelog: changelog.replace('05-14', '13-14') }, /no section of this version/],
    ['no place for what comes next', { changelog: changelog.replace('## Unreleased\n', '') }, /"## Unreleased" on top/],
    [
      'lines that have no version yet',
      { changelog: changelog.replace('## Unreleased\n', '## Unreleased\n\n### For hosts\n\n- Another.\n') },
      /would be released without a version/,
    ],
    [
      'a workspace of another version',
      { others: { server: '1.1.0' } },
      /server has version 1\.1\.0, and the whole 1\.2/,
    ],
    ['a tag on other contents', { tagged: { tree: 'another tree' } }, /v1\.2\.0 is tagged already/],
  ])('is refused with %s', (_what, change, why) => {
    expect(said(change)).toEqual([expect.stringMatching(why)])
  })
})
