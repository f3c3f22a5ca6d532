import { spawnSync } from 'node:child_process'
import { freemem, totalmem } from 'node:os'
import type { Page } from '@playwright/test'

const told = 15

/** A browser's process that ends by itself says nothing. The kernel knows whether it had no memory left, or where it fell. */
export function tellOfCrashes(page: Page) {
  page.on('crash', () => {
    const kernel = spawnSync('dmesg', { encoding: 'utf8' }).stdout ?? ''
    const lines = kernel.trimEnd().split('\n').slice(-told)
    const memory = `${Math.round(freemem() / 2 ** 20)} of ${Math.round(totalmem() / 2 ** 20)} MiB of memory are free`
    console.error(`A page has crashed; ${memory}. The kernel's last lines:\n  ${lines.join('\n  ')}`)
  })
}
