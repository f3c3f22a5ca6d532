import { createRequire } from 'node:module'

/**
 * @typedef {{ version_added?: string | boolean | null, version_removed?: string | boolean, flags?: unknown,
 *   prefix?: string, alternative_name?: string }} Statement
 * @typedef {Record<string, Statement | Statement[]>} Support
 * @typedef {{ __compat?: { support: Support } } & Record<string, any>} Feature as `@mdn/browser-compat-data` has it
 * @typedef {{ api: Feature, javascript: { builtins: Feature }, css: Feature }} Data
 * @typedef {Readonly<Record<string, number>>} Browsers the oldest version of each, by the data's names
 */

/**
 * Which browser has what since when: MDN's tables. Read as they are, as they are too large to be a module.
 * @returns {Data}
 */
export const readBrowserData = () => createRequire(import.meta.url)('@mdn/browser-compat-data')

/** Browsers of the same engine on phones, which lack some of what the others have. */
const alike = {
  chrome: ['chrome', 'chrome_android'],
  firefox: ['firefox', 'firefox_android'],
  safari: ['safari', 'safari_ios'],
}

/**
 * What a build is for, in the data's names.
 * @param {readonly string[]} targets as Vite takes them: `safari16.4`
 * @returns {Browsers}
 */
export function browsersOf(targets) {
  return Object.fromEntries(
    targets.flatMap((target) => {
      const [, name = '', version] = /^([a-z]+)([\d.]+)$/.exec(target) ?? []
      const names = alike[/** @type {keyof typeof alike} */ (name)] ?? [name]
      return names.map((one) => [one, Number(version)])
    }),
  )
}

/**
 * Tells of each name in a script whether the browsers have it. Types are not known here, so a member of something unknown
 * (`list.toSorted()`) is judged by its name: it is had if anything has a member of that name.
 * @param {Data} data
 * @param {Browsers} browsers
 */
export function createKnowledge(data, browsers) {
  const roots = [data.api, data.javascript.builtins]
  /** @type {Map<string, Feature[]>} */
  const members = new Map()
  /** @param {Feature} feature */
  function collect(feature) {
    for (const [key, member] of Object.entries(feature)) {
      if (key === '__compat' || !member.__compat) continue
      const name = key.replace(/_static$/, '')
      members.set(name, [...(members.get(name) ?? []), member])
      collect(member)
    }
  }
  for (const root of roots) collect(root)

  /** @param {Feature | undefined} feature which browsers lack it; empty for what nothing is known of */
  function lackingOf(feature) {
    const support = feature?.__compat?.support
    if (!support) return ''
    const lacking = Object.entries(browsers).filter(([browser, version]) => !isHad(support[browser], version))
    return lacking.map(([browser, version]) => `${browser} ${version}`).join(', ')
  }

  /** @param {string} name */
  const find = (name) => roots.map((root) => root[name]).find((feature) => feature?.__compat)

  return {
    /** @param {string} name */
    ofGlobal: (name) => lackingOf(find(name) ?? data.api.Window?.[name]),
    /**
     * Of a member of something that is known: a class, or what there is one of. Undefined where nothing is known.
     * @param {string} owner
     * @param {string} name
     */
    ofMember(owner, name) {
      const feature = find(owner)
      const member = feature?.[`${name}_static`] ?? feature?.[name]
      return member?.__compat ? lackingOf(member) : undefined
    },
    /** @param {string} name */
    ofAnyMember(name) {
      const had = (members.get(name) ?? []).map(lackingOf)
      return had.length > 0 && had.every((lacking) => lacking !== '') ? (had[0] ?? '') : ''
    },
    /** @param {string} name */
    isKnownOwner: (name) => find(name) !== undefined,
    /**
     * @param {'selectors' | 'at-rules'} kind
     * @param {string} name
     */
    ofCss: (kind, name) => lackingOf(data.css[kind]?.[name]),
    /** @param {string} name a function of CSS, such as `color-mix` */
    ofCssFunction: (name) => lackingOf(findDeep(data.css.types, name)),
  }
}

/** @typedef {ReturnType<typeof createKnowledge>} Knowledge */

/**
 * @param {Statement | Statement[] | undefined} statements
 * @param {number} version
 */
function isHad(statements, version) {
  // What the data does not say of a browser is nothing to complain of.
  if (!statements) return true
  return [statements]
    .flat()
    .some(({ version_added: added, version_removed: removed, flags, prefix, alternative_name: other }) => {
      if (!added || flags || prefix || other || added === 'preview') return false
      if (removed === true || (removed && numberOf(removed) <= version)) return false
      return added === true || numberOf(added) <= version
    })
}

/** @param {string} version the data writes "≤79" where the first one is not known */
const numberOf = (version) => Number.parseFloat(version.replace('≤', ''))

/**
 * @param {Feature} feature
 * @param {string} name
 * @returns {Feature | undefined}
 */
function findDeep(feature, name) {
  if (feature[name]?.__compat) return feature[name]
  for (const [key, one] of Object.entries(feature)) {
    const found = key === '__compat' ? undefined : findDeep(one, name)
    if (found) return found
  }
  return undefined
}
