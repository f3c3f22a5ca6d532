/**
 * @typedef {{ version: string, others: Record<string, string>, changes: string, changelog: string,
 *   tagged: { tree: string } | null, tree: string }} State
 * `others`: the versions of the workspaces; `changes`: what git says is not committed; `tagged`: what has this version's tag
 */

/**
 * Why no release can be made of this, each in a sentence. Nothing, if it can.
 * @param {State} state
 * @returns {string[]}
 */
export function whyNoRelease({ version, others, changes, changelog, tagged, tree }) {
  const astray = Object.entries(others).filter(([, other]) => other !== version)
  const unreleased = sectionOf(changelog, /^## Unreleased$/m)
  const why = []
  if (changes) why.push(`Not all is committed:\n${changes}`)
  if (astray.length > 0) {
    why.push(`${astray.map(([name, other]) => `${name} has version ${other}`).join(', ')}, and the whole ${version}.`)
  }
  if (!dateOf(changelog, version)) {
    why.push(`CHANGELOG.md has no section of this version, "## ${version} – <date>", with a date as 2030-05-14.`)
  }
  if (unreleased === null) why.push('CHANGELOG.md has no section "## Unreleased" on top.')
  if (unreleased) {
    why.push(
      'What stands under "Unreleased" in CHANGELOG.md would be released without a version: it belongs into the section of this one.',
    )
  }
  if (tagged && tagged.tree !== tree)
    why.push(`v${version} is tagged already, with other contents. Take another version.`)
  return why
}

/**
 * @param {string} changelog
 * @param {string} version
 * @returns {string | null} when it was released, as its heading says
 */
function dateOf(changelog, version) {
  const date = new RegExp(`^## ${version.replaceAll('.', '\\.')} – (\\d{4}-\\d{2}-\\d{2})$`, 'm').exec(changelog)?.[1]
  return date && !Number.isNaN(Date.parse(date)) ? date : null
}

/**
 * @param {string} changelog
 * @param {RegExp} heading
 * @returns {string | null} what stands under it
 */
function sectionOf(changelog, heading) {
  const found = heading.exec(changelog)
  if (!found) return null
  const [section = ''] = changelog.slice(found.index + found[0].length).split(/^## /m)
  return section.trim()
}
