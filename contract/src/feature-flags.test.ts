import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings, flagNames, parseFeatureFlags, pluginsOf, type SessionSettings } from './feature-flags.ts'
import { normalisePluginId, pluginIds } from './plugins.ts'

function settingsOf(...flags: string[]): Partial<SessionSettings> {
  const { settings, errors } = parseFeatureFlags(flags)
  expect(errors).toEqual([])
  const changed = Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultSettings[name as keyof SessionSettings]),
  )
  return Object.fromEntries(changed)
}

function errorOf(flag: string, extraSchemes: string[] = []): string | undefined {
  return parseFeatureFlags([flag], { extraSchemes }).errors[0]?.message
}

const effects: [string, Partial<SessionSettings>][] = [
  ['customisation;disable-menu', { menu: false }],
  ['customisation;disable-menu;true', { menu: false }],
  ['customisation;disable-menu;false', {}],
  ['customisation;disable-menu;', { menu: false }],
  ['customisation;exit-url;https://clinic.example/bye', { exitUrl: 'https://clinic.example/bye' }],
  ['customisation;return-url;http://clinic.example', { returnUrl: 'http://clinic.example/' }],
  ['customisation;return-label;Back to your clinic', { returnLabel: 'Back to your clinic' }],
  ['customisation;auto-return', { autoReturn: true }],
  ['session;enforce-participant-uniqueness', { uniqueParticipants: true }],
  ['session;relay-only', { relayOnly: true }],
  ['customisation;favicon-url;https://clinic.example/icon.png', { faviconUrl: 'https://clinic.example/icon.png' }],
  ['customisation;background-color;#fff', { backgroundColor: 'rgb(255, 255, 255)' }],
  ['customisation;button-primary;rebeccapurple', { buttonPrimary: 'rgb(102, 51, 153)' }],
  ['customisation;button-secondary;hsl(0 100% 50%)', { buttonSecondary: 'rgb(255, 0, 0)' }],
  ['-plugin;chat', { removedPlugins: ['chat'] }],
]

describe('what each flag does', () => {
  test.each(effects)('%s', (flag, expected) => {
    expect(settingsOf(flag)).toEqual(expected)
  })

  test('each known flag is tried above', () => {
    expect(flagNames.filter((name) => !effects.some(([flag]) => flag === name || flag.startsWith(`${name};`)))).toEqual(
      [],
    )
  })
})

describe('the grammar', () => {
  test('the value is all that follows the second semicolon', () => {
    expect(settingsOf('customisation;return-label;Back; now').returnLabel).toBe('Back; now')
    expect(settingsOf('customisation;exit-url;https://clinic.example/a;b=c;d').exitUrl).toBe(
      'https://clinic.example/a;b=c;d',
    )
  })

  test('names are matched without regard to case, values are kept as they are', () => {
    expect(settingsOf('CUSTOMISATION;Return-LABEL;BaCk').returnLabel).toBe('BaCk')
    expect(settingsOf('Session;Enforce-Participant-Uniqueness').uniqueParticipants).toBe(true)
    expect(settingsOf('-PLUGIN;CHAT').removedPlugins).toEqual(['chat'])
  })

  test('both spellings of customisation work', () => {
    expect(settingsOf('customization;disable-menu')).toEqual({ menu: false })
    expect(settingsOf('Customization;disable-menu')).toEqual({ menu: false })
  })

  test('the last of two contradicting flags holds', () => {
    expect(settingsOf('customisation;return-label;One', 'customization;return-label;Two').returnLabel).toBe('Two')
    expect(settingsOf('customisation;disable-menu', 'customisation;disable-menu;false')).toEqual({})
  })

  test('blanks around group and name do not matter', () => {
    expect(settingsOf(' customisation ; disable-menu ')).toEqual({ menu: false })
  })

  test.each([
    '',
    ';',
    ';;',
    'customisation',
    'customisation;',
    'other;thing;1',
    'constructor;toString',
    '__proto__;x',
    'session;disable-menu',
    '+plugin;chat',
  ])('an unknown flag does nothing: %j', (flag) => {
    expect(settingsOf(flag)).toEqual({})
  })

  test('a bad value is told with the place of its flag, and the good ones are read all the same', () => {
    const { errors } = parseFeatureFlags([
      'x',
      'customisation;exit-url;nowhere',
      'customisation;disable-menu',
      'customisation;button-primary;blurple',
    ])
    expect(errors.map(({ index }) => index)).toEqual([1, 3])
    expect(errors[0]?.message).toContain('exit-url')
    expect(errors[1]?.message).toContain('CSS colour')
  })
})

describe('plugins', () => {
  test.each([
    ['waiting-room', 'waiting-room'],
    ['coviu-waiting-room-plugin', 'waiting-room'],
    ['Coviu-Waiting-Room-Resource-Plugin', 'waiting-room'],
    ['waiting-room-plugin', 'waiting-room'],
    ['coviu-chat', 'chat'],
    [' chat ', 'chat'],
    ['stripe-payments', 'stripe-payments'],
  ])('%s is %s', (written, id) => {
    expect(normalisePluginId(written)).toBe(id)
    expect(settingsOf(`-plugin;${written}`).removedPlugins).toEqual([id])
  })

  test('what is switched off is absent, and nothing else', () => {
    const { settings } = parseFeatureFlags(['-plugin;coviu-chat-plugin', '-plugin;of-the-future', '-plugin;chat'])
    expect(settings.removedPlugins).toEqual(['chat', 'of-the-future'])
    expect(pluginsOf(settings)).toEqual(pluginIds.filter((id) => id !== 'chat'))
    expect(pluginsOf(defaultSettings)).toEqual([...pluginIds])
  })

  test('a plugin flag without an id is an error', () => {
    expect(errorOf('-plugin;')).toContain('id of a plugin')
    expect(errorOf('-plugin')).toContain('id of a plugin')
    expect(errorOf('-plugin;coviu-')).toContain('id of a plugin')
  })
})

describe('URLs', () => {
  const bad = [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'blob:https://clinic.example/1',
    'file:///etc/passwd',
    'vbscript:x',
    'about:blank',
    'ftp://clinic.example',
    'clinicapp://done',
    '/relative',
    'clinic.example',
    '//clinic.example',
    'https://',
    '',
  ]

  test.each(bad.flatMap((url) => ['exit-url', 'return-url', 'favicon-url'].map((name) => [name, url])))(
    '%s refuses %j',
    (name, url) => {
      expect(errorOf(`customisation;${name};${url}`)).toContain('URL')
    },
  )

  test('a URL flag without a value is an error', () => {
    expect(errorOf('customisation;exit-url')).toContain('URL')
  })

  test("an app's own scheme works where the configuration allows it, for an icon never", () => {
    expect(
      parseFeatureFlags(['customisation;return-url;clinicapp://done'], { extraSchemes: ['ClinicApp'] }),
    ).toMatchObject({
      errors: [],
      settings: { returnUrl: 'clinicapp://done' },
    })
    expect(errorOf('customisation;favicon-url;clinicapp://icon', ['clinicapp'])).toContain('URL')
  })

  test('no configuration allows the schemes that run or read', () => {
    for (const scheme of ['javascript', 'data', 'blob', 'file']) {
      expect(errorOf(`customisation;exit-url;${scheme}:x`, [scheme])).toContain('URL')
      expect(errorOf(`customisation;exit-url;${scheme.toUpperCase()}:x`, [scheme.toUpperCase()])).toContain('URL')
    }
  })

  test('whatever is accepted is a http or https URL', () => {
    const scheme = fc.constantFrom('http', 'https', 'javascript', 'data', 'Java\tScript', ' https', 'HTTP', '')
    fc.assert(
      fc.property(
        scheme,
        fc.constantFrom(':', '://', '', '//'),
        fc.string({ unit: 'binary' }),
        (start, colon, rest) => {
          const { settings, errors } = parseFeatureFlags([`customisation;exit-url;${start}${colon}${rest}`])
          if (errors.length > 0) expect(settings.exitUrl).toBeNull()
          else expect(new URL(String(settings.exitUrl)).protocol).toMatch(/^https?:$/)
        },
      ),
    )
  })
})

test('values that are wrong are errors in words', () => {
  expect(errorOf('customisation;disable-menu;maybe')).toContain('takes no value')
  expect(errorOf('customisation;return-label')).toContain('needs the words')
  expect(errorOf('customisation;return-label;  ')).toContain('needs the words')
  expect(errorOf('customisation;button-primary')).toContain('CSS colour')
  expect(errorOf('customisation;button-primary;red; background: url(x)')).toContain('CSS colour')
})

test('no array of strings makes the parser fail, and every error points into the array', () => {
  const group = fc.constantFrom('customisation', 'customization', 'session', '-plugin', 'x', '__proto__')
  const name = fc.constantFrom(...flagNames.map((flag) => String(flag.split(';')[1])), 'chat', 'toString', '')
  const flag = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(group, name, fc.string({ unit: 'binary' })).map((parts) => parts.join(';')),
  )
  fc.assert(
    fc.property(fc.array(flag, { maxLength: 8 }), (flags) => {
      const { settings, errors } = parseFeatureFlags(flags)
      expect(Object.keys(settings).sort()).toEqual(Object.keys(defaultSettings).sort())
      for (const { index, message } of errors) {
        expect(flags[index]).toBeDefined()
        expect(message).not.toBe('')
      }
    }),
    { numRuns: 1000 },
  )
  expect(defaultSettings.removedPlugins).toEqual([])
})
