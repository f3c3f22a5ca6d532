import { isLoopback, isPlainHost } from './api/formats.ts'
import { parseColour } from './colours.ts'
import { maxLengths } from './max-lengths.ts'
import { normalisePluginId, type PluginId, pluginIds, plugins } from './plugins.ts'

/** The part of the platform's URL that is used here; it stands in browsers and in every server runtime. */
declare const URL: {
  parse(text: string): { protocol: string; href: string; hostname: string; username: string; password: string } | null
}

/**
 * What a session's feature flags come to. Stored with the session when it is created or changed; everybody
 * else reads settings, never flags.
 */
export type SessionSettings = {
  /** Normalised ids of the plugins that are switched off, known here or not. */
  removedPlugins: string[]
  /** Whether the room has a menu. */
  menu: boolean
  /** Where "Exit call interface" leads; null: to the exit screen. */
  exitUrl: string | null
  /** Where the button on the exit screen leads; null: there is no such button. */
  returnUrl: string | null
  /** The words on that button; null: the room's own word for it. */
  returnLabel: string | null
  /** Whether the end of the call leads straight to `returnUrl`. */
  autoReturn: boolean
  /** Whether a link belongs to the first browser that enters by it. */
  uniqueParticipants: boolean
  /** Whether media go by TURN only. */
  relayOnly: boolean
  /** The page's icon; null: the product's own. */
  faviconUrl: string | null
  /** Colours as `parseColour` prints them; null: the product's own. */
  backgroundColor: string | null
  buttonPrimary: string | null
  buttonSecondary: string | null
}

/** A known flag whose value cannot be used, or is worth another look: its place in the array, and why. */
export type FlagRemark = { index: number; message: string }

/** A flag that does nothing, as no such flag or plugin is known: its place in the array, and its name without a value. */
export type UnknownFlag = { index: number; name: string }

export type FlagOptions = {
  /** URL schemes beyond http and https that exit-url and return-url may have, without the colon. */
  extraSchemes?: readonly string[]
  /** Whether there is a TURN server. Default: it is not asked for. */
  hasRelay?: boolean
}

/** What a session without flags has. */
export const defaultSettings: SessionSettings = Object.freeze({
  removedPlugins: [],
  menu: true,
  exitUrl: null,
  returnUrl: null,
  returnLabel: null,
  autoReturn: false,
  uniqueParticipants: false,
  relayOnly: false,
  faviconUrl: null,
  backgroundColor: null,
  buttonPrimary: null,
  buttonSecondary: null,
})

/** What pages of the room learn of the settings; colours and icon stand in the page itself. */
const shownInRoom = [
  'menu',
  'exitUrl',
  'returnUrl',
  'returnLabel',
  'autoReturn',
  'relayOnly',
  'uniqueParticipants',
] as const

export function roomSettingsOf(
  settings: SessionSettings,
): Pick<SessionSettings, (typeof shownInRoom)[number]> & { plugins: PluginId[] } {
  const shown = Object.fromEntries(shownInRoom.map((name) => [name, settings[name]]))
  return { plugins: pluginsOf(settings), ...(shown as Pick<SessionSettings, (typeof shownInRoom)[number]>) }
}

const schemesNeverAllowed = new Set(['javascript', 'data', 'blob', 'file', 'vbscript', 'about'])

type Change = Partial<Omit<SessionSettings, 'removedPlugins'>>
type Effect = (value: string | null, options: FlagOptions) => Change | string

/** Each known flag as `<group>;<name>`, lower case, and what it does: a change of the settings or what is wrong. */
const effects = {
  'customisation;disable-menu': (value) => toggle(value, (on) => ({ menu: !on })),
  'customisation;exit-url': (value, { extraSchemes }) => url(value, extraSchemes, (exitUrl) => ({ exitUrl })),
  'customisation;return-url': (value, { extraSchemes }) => url(value, extraSchemes, (returnUrl) => ({ returnUrl })),
  'customisation;return-label': (value) =>
    value?.trim() && value.length <= maxLengths.name
      ? { returnLabel: value }
      : `needs the words for the button, for example "Back to your clinic", in at most ${maxLengths.name} characters`,
  'customisation;auto-return': (value) => toggle(value, (autoReturn) => ({ autoReturn })),
  'customisation;favicon-url': (value) => url(value, [], (faviconUrl) => ({ faviconUrl })),
  'customisation;background-color': (value) => colour(value, (backgroundColor) => ({ backgroundColor })),
  'customisation;button-primary': (value) => colour(value, (buttonPrimary) => ({ buttonPrimary })),
  'customisation;button-secondary': (value) => colour(value, (buttonSecondary) => ({ buttonSecondary })),
  'session;enforce-participant-uniqueness': (value) => toggle(value, (on) => ({ uniqueParticipants: on })),
  // Nobody in such a session would reach anybody, so it is not booked.
  'session;relay-only': (value, { hasRelay = true }) =>
    toggle(value, (on) => (on && !hasRelay ? 'needs a TURN server, and this service has none' : { relayOnly: on })),
} as const satisfies Record<string, Effect>

/** The known flags, as `docs/feature-flags.md` lists them. `-plugin;<plugin id>` stands beside them. */
export const flagNames = Object.keys(effects) as (keyof typeof effects)[]

/**
 * Reads an array of flags, `<group>;<name>[;<value>]`. The value is all that follows the second semicolon.
 * Unknown flags do nothing, and are told of; of two that contradict each other the last one holds. With any error the settings
 * must not be used; with warnings they are.
 */
export function parseFeatureFlags(
  flags: readonly string[],
  options: FlagOptions = {},
): { settings: SessionSettings; errors: FlagRemark[]; warnings: FlagRemark[]; unknown: UnknownFlag[] } {
  const errors: FlagRemark[] = []
  const unknown: UnknownFlag[] = []
  const warnings: FlagRemark[] = []
  const removed = new Set<string>()
  const settings = { ...defaultSettings }
  flags.forEach((flag, index) => {
    const { group, name, value } = split(flag)
    if (group === '-plugin') {
      const id = normalisePluginId(name)
      if (id) removed.add(id)
      if (id && !Object.hasOwn(plugins, id)) unknown.push({ index, name: `-plugin;${id}` })
      if (!id) errors.push({ index, message: 'needs the id of a plugin, for example "-plugin;chat"' })
      return
    }
    const key = `${group.replace(/^customization$/, 'customisation')};${name.toLowerCase()}`
    if (!Object.hasOwn(effects, key)) {
      unknown.push({ index, name: key })
      return
    }
    const effect: Effect = effects[key as keyof typeof effects]
    const change = effect(value, options)
    const about = `${group};${name.toLowerCase()}`
    if (typeof change === 'string') errors.push({ index, message: `${about} ${change}` })
    else Object.assign(settings, change)
    if (typeof change === 'object' && isInsecure(change))
      warnings.push({ index, message: `${about} leads to http: whoever is on the way can read and change it` })
  })
  settings.removedPlugins = [...removed]
  return { settings, errors, warnings, unknown }
}

/** The plugins that a room with these settings has. */
export function pluginsOf(settings: SessionSettings): PluginId[] {
  return pluginIds.filter((id) => hasPlugin(settings, id))
}

export function hasPlugin(settings: SessionSettings, id: PluginId): boolean {
  return !settings.removedPlugins.includes(id)
}

function split(flag: string): { group: string; name: string; value: string | null } {
  const [group = '', name = ''] = flag.split(';', 2)
  const valueAt = flag.indexOf(';', group.length + 1)
  return {
    group: group.trim().toLowerCase(),
    name: name.trim(),
    value: flag.includes(';') && valueAt >= 0 ? flag.slice(valueAt + 1) : null,
  }
}

/** A flag that switches something on; published clients also write `;true` and `;false`. */
function toggle(value: string | null, change: (on: boolean) => Change | string): Change | string {
  const word = value?.trim().toLowerCase() || 'true'
  if (word !== 'true' && word !== 'false') return 'takes no value (or true or false)'
  return change(word === 'true')
}

function url(value: string | null, extraSchemes: readonly string[] = [], change: (url: string) => Change) {
  const tooLong = `needs a URL of at most ${maxLengths.url} characters`
  if (value && value.length > maxLengths.url) return tooLong
  const parsed = URL.parse(value ?? '')
  if (!parsed) return 'needs an absolute URL, for example https://clinic.example/done'
  const scheme = parsed.protocol.slice(0, -1)
  const allowed = ['http', 'https', ...extraSchemes.map((extra) => extra.toLowerCase())]
  if (schemesNeverAllowed.has(scheme) || !allowed.includes(scheme)) {
    return `needs a URL that begins with ${allowed.map((name) => `${name}:`).join(' or ')}`
  }
  if (parsed.username || parsed.password) return 'needs a URL without a user name or a password in it'
  if (/^https?$/.test(scheme) && !isPlainHost(parsed.hostname)) return 'needs a URL with the name of a host in it'
  // In it every letter beyond ASCII has become several.
  return parsed.href.length > maxLengths.url ? tooLong : change(parsed.href)
}

function isInsecure({ exitUrl, returnUrl, faviconUrl }: Change): boolean {
  return [exitUrl, returnUrl, faviconUrl].some((address) => {
    const url = URL.parse(address ?? '')
    return url?.protocol === 'http:' && !isLoopback(url.hostname)
  })
}

function colour(value: string | null, change: (colour: string) => Change) {
  const parsed = parseColour(value ?? '')
  return parsed
    ? change(parsed)
    : `needs a CSS colour of at most ${maxLengths.colour} characters, for example #0a7d6c or rebeccapurple`
}
