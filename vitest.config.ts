import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { faintIn, faintRingsIn } from './e2e/support/contrast.ts'
import { comparePicture, printIn, whereDifferent } from './e2e/support/pictures.ts'
import { themeOf } from './server/src/pages/room/theme.ts'
import { olderPostgres } from './server/test/support/older-postgres.ts'

const systemChromium = '/usr/bin/chromium'
const chromium = process.env.CHROMIUM_PATH || (existsSync(systemChromium) ? systemChromium : undefined)
const isRoot = process.getuid?.() === 0
const launchOptions = {
  ...(chromium ? { executablePath: chromium } : {}),
  args: [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    // Two engines on one page find each other by addresses of this machine, not by names for them.
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--autoplay-policy=no-user-gesture-required',
    ...(isRoot ? ['--no-sandbox'] : []),
  ],
}

// Where there is another system, or no such font, screens are drawn with what there is, and not compared.
const hasFonts = existsSync('/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf')
const fonts = path.join(import.meta.dirname, 'room/test/support/fonts.conf')
const env = hasFonts ? { ...process.env, FONTCONFIG_FILE: fonts } : process.env

// The server is started as a process many times: each reads what the one before has compiled.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/compiled')

/** What asks most of a database, for the oldest PostgreSQL that people have; for those between, what would fail first. */
const onOldest = ['audit', 'jobs', 'migrate', 'retention', 'sessions', 'sessions-list', 'visits', 'webhooks-delivery']
const onOlder = ['migrate', 'sessions', 'visits']

/** What is waited for may take its time where others work on the same machine; what never comes fails all the same. */
const expect = { poll: { timeout: 20_000 } }

export default defineConfig({
  test: {
    // Many of the server's tests wait for a process, a database or the clock; left to itself Vitest keeps a core free. With one
    // more than there are cores, what replaces processes under requests finds a machine that is too slow for its proxy.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        test: {
          name: 'unit',
          // What is imported has no state of its own, so that the files share it: to read it anew for each takes longer than the tests.
          isolate: false,
          setupFiles: 'room/test/support/english.ts',
          // Generated input takes its time where others work on the same machine.
          testTimeout: 30_000,
          expect,
          include: [
            'contract/**/*.test.ts',
            'embed/src/**/*.test.ts',
            'ui/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'room/src/**/*.test.ts',
            'docs/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          include: ['server/test/**/*.test.ts'],
          globalSetup: 'server/test/support/global-setup.ts',
          testTimeout: 60_000,
          expect,
          hookTimeout: 60_000,
        },
      },
      ...Object.keys(olderPostgres).map((version, at) => ({
        test: {
          name: `postgres ${version}`,
          isolate: false,
          include: (at === 0 ? onOldest : onOlder).map((name) => `server/test/${name}.test.ts`),
          globalSetup: 'server/test/support/global-setup.ts',
          testTimeout: 60_000,
          expect,
          hookTimeout: 60_000,
        },
      })),
      {
        test: {
          name: 'room',
          include: ['room/test/**/*.test.ts'],
          setupFiles: 'room/test/support/setup.ts',
          testTimeout: 30_000,
          expect,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            commands: {
              prefer: ({ page }, media: Parameters<typeof page.emulateMedia>[0]) => page.emulateMedia(media),
              compare: async ({ page, frame }, screen: string) => comparePicture(page, await frame(), screen),
              print: async ({ page, frame }) => (await printIn(page, await frame())).print,
              whereDifferent: (_, ...prints: Parameters<typeof whereDifferent>) => whereDifferent(...prints),
              faint: async ({ page, frame }, style: string) => faintIn(page, await frame(), style),
              faintRings: async ({ page, frame }, style: string) => faintRingsIn(page, await frame(), style),
              themeOf: (_, colours: Parameters<typeof themeOf>[0]) => themeOf(colours),
            },
            provider: playwright({
              launchOptions: { ...launchOptions, env },
              contextOptions: { locale: 'en-GB', timezoneId: 'Asia/Kathmandu' },
            }),
          },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['room/src/**/*.browser.test.ts'],
          testTimeout: 60_000,
          expect,
          // Several pages that all encode and decode slow each other down.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions }),
          },
        },
      },
    ],
  },
})
