// Takes a picture of each screen that the journeys of e2e/gallery come by, in each look, and
// lays them side by side in test-results/screens/index.html. Fails if axe finds a fault on one of them.
// What follows is for Playwright, as the name of one journey; SCREENS has the names of looks, parted by ";", if not all are wanted.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { ensureFonts } from './lib/fonts.mjs'
import { buildRoom } from './lib/room.mjs'
import { main } from './lib/run.mjs'
import { conclude, step } from './lib/steps.mjs'
import { playwright } from './lib/suites.mjs'

const folder = path.join(import.meta.dirname, '../test-results/screens')

await main(async () => {
  await ensureDependencies()
  const build = await step('the room builds (vite)', buildRoom)
  if (build.failed > 0) return conclude([build])
  const chromium = await ensureChromium()
  await ensureFonts()
  if (process.argv.length === 2) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  // Read by e2e/support/looks.ts.
  process.env.SCREENS ||= 'all'
  const journeys = await playwright({ chromium, firefox: null, webkit: null }, process.argv.slice(2))
  const sheet = path.join(folder, 'index.html')
  await writeFile(sheet, contactSheet(await readdir(folder)))
  console.log(`Pictures: ${pathToFileURL(sheet)}`)
  return conclude([build, journeys])
})

/**
 * One row for each screen, one picture for each look: `<screen> (<look>).png`.
 * @param {string[]} files
 */
function contactSheet(files) {
  const pictures = files.flatMap((file) => {
    const [, screen, look] = /^(.+) \(([^)]+)\)\.png$/.exec(file) ?? []
    return screen && look ? [{ file, screen, look }] : []
  })
  const rows = [...new Set(pictures.map(({ screen }) => screen))].map((screen) => {
    const shown = pictures.filter((picture) => picture.screen === screen)
    const figures = shown.map(({ file, look }) => {
      const address = encodeURIComponent(file)
      return `<figure><a href="${address}"><img src="${address}" alt="${screen}, ${look}"></a><figcaption>${look}</figcaption></figure>`
    })
    return `<h2>${screen}</h2><div>${figures.join('')}</div>`
  })
  const style =
    'body{font:1rem system-ui;margin:1rem}div{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}img{height:24rem;border:1px solid}'
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>${style}</style><h1>Screens</h1>${rows.join('')}</html>\n`
}
