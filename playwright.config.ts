import { existsSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from '@playwright/test'

const systemChromium = '/usr/bin/chromium'
const chromium = process.env.CHROMIUM_PATH || (existsSync(systemChromium) ? systemChromium : undefined)
const isRoot = process.getuid?.() === 0

/** Pictures of what the journeys pass by too fast, for `npm run screens` alone. */
const gallery = /e2e\/gallery\/.*\.spec\.ts$/
/** What measures time, or keeps a small machine busy by itself. */
const alone = /(?:background|call|check|crash|firefox|interruptions|networks|slow-line|stage|webkit)\.spec\.ts$/

/** What waits for the clock a minute long: last of all it would keep everybody waiting. */
const waits = /networks\/credentials\.spec\.ts$/

// The product is started as a process many times: each reads what the one before has compiled.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/compiled')

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // `npm test` runs the first two projects together with two workers, and then the third.
  workers: 1,
  projects: process.env.SCREENS
    ? [{ name: 'gallery', testMatch: gallery, use: { actionTimeout: 20_000 } }]
    : [
        { name: 'waits', testMatch: waits },
        { name: 'side by side', testIgnore: [alone, waits, gallery] },
        { name: 'alone', testMatch: alone, testIgnore: gallery },
      ],
  retries: 0,
  // Most take ten seconds, some half a minute, and a machine that others use as well may be three times as slow.
  timeout: 150_000,
  // What is waited for may take its time there; what never comes fails all the same.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    // Without the film of each page: to draw, read and write it takes a small machine a third of its time, and what a
    // page showed is in the trace all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        // Not the usual 20: a small machine encodes each picture for each of the others.
        '--use-fake-device-for-media-stream=fps=10',
        '--use-fake-ui-for-media-stream',
        '--disable-background-networking',
        // Chromium's sandbox does not start as root.
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
})
