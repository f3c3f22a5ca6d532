import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Generated input takes its time where others work on the same machine.
          testTimeout: 30_000,
          include: [
            'contract/**/*.test.ts',
            'embed/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'room/src/**/*.test.ts',
            'docs/*.test.ts',
          ],
          exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/test/**/*.test.ts'],
          globalSetup: 'server/test/support/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
