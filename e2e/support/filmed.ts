import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { filmOf } from './films.ts'

/** Two browsers for pictures of the documents: the cameras show people who are drawn, a doctor and Ana. */
export async function launchFilmed(): Promise<{ host: Browser; guest: Browser }> {
  const drawing = await launchWith()
  const page = await drawing.newPage()
  const cameras = { host: await filmOf('doctor', page), guest: await filmOf('ana', page) }
  await drawing.close()
  return { host: await launchWith(cameras.host), guest: await launchWith(cameras.guest) }
}

function launchWith(camera?: string) {
  return chromium.launch({
    ...(existsSync('/usr/bin/chromium') ? { executablePath: '/usr/bin/chromium' } : {}),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
      '--no-sandbox',
    ],
  })
}
