// Whether the built scripts and styles need what a browser lacks that they are built for. The build runs it; see
// docs/decisions/0051-built-scripts-against-browsers.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { browsersOf, createKnowledge, readBrowserData } from './lib/browser-data.mjs'
import { lackingInCss } from './lib/css-features.mjs'
import { Explained, main, root } from './lib/run.mjs'
import { lackingIn, membersOf } from './lib/web-apis.mjs'

/** What some of the browsers lack and is looked for, in a way that cannot be read off the script. */
const lookedFor = /** @type {Record<string, string>} */ ({
  '.allowsFeature': 'missingFeatures() asks for the policy before.',
  '.features': 'missingFeatures() asks for the policy before.',
  '.install': 'findSpeech() gives nothing that lacks it.',
  cancelIdleCallback: 'Comes with requestIdleCallback, which whenIdle() looks for.',
  VideoFrame: 'Comes with MediaStreamTrackProcessor, for which pictureLoop() looks; createBlur() makes a stand-in.',
})

const room = path.join(root, 'room/dist')
const embed = path.join(root, 'embed/dist')

await main(async () => {
  const { browsers } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const files = filesOfBuild().map((file) => ({ name: path.relative(root, file), text: readFileSync(file, 'utf8') }))
  const scripts = files.filter(({ name }) => name.endsWith('.js'))
  const knowledge = createKnowledge(readBrowserData(), browsersOf(browsers))
  const own = new Set(scripts.flatMap(({ name, text }) => membersOf(name, text)))
  const uses = files.flatMap(({ name, text }) =>
    name.endsWith('.css') ? lackingInCss(name, text, knowledge) : lackingIn(name, text, knowledge, own),
  )
  const wrong = uses
    .filter(({ name }) => !lookedFor[name])
    .map(({ name, lacking, where }) => `${name} is not in ${lacking}\n    ${where}`)
  const needless = Object.keys(lookedFor).filter((name) => !uses.some((use) => use.name === name))
  if (wrong.length > 0) {
    throw new Explained(
      `The room is built for browsers that lack what it uses. Look whether it is there, or do without it:\n  ${wrong.join('\n  ')}`,
    )
  }
  if (needless.length > 0) throw new Explained(`scripts/web-apis.mjs excuses what nothing uses: ${needless.join(', ')}`)
  return 0
})

/** Those of the last build alone; the ones before are kept beside them for a while. */
function filesOfBuild() {
  /** @type {Record<string, { file: string, css?: string[] }>} */
  const manifest = JSON.parse(readFileSync(path.join(room, '.vite/manifest.json'), 'utf8'))
  const named = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css])
  const beside = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^background.*\.js$/.test(name),
  )
  return [...new Set([...named, ...beside])]
    .map((name) => path.join(room, name))
    .concat(readdirSync(embed).map((name) => path.join(embed, name)))
    .filter((file) => /\.(?:js|css)$/.test(file) && existsSync(file))
}
