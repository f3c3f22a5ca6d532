// Makes a container image of what lies here, dist/image/anteroom-<version>.tar, by way of a release. With --check it is started, too.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureDependencies, findNode } from './lib/dependencies.mjs'
import { checkImage } from './lib/image-check.mjs'
import { git } from './lib/release/contents.mjs'
import { versionHere } from './lib/release/release.mjs'
import { Explained, main, root, run } from './lib/run.mjs'

await main(async () => {
  await ensureDependencies()
  const target = path.join(root, 'dist/image')
  const image = path.join(target, `anteroom-${versionHere()}.tar`)
  mkdirSync(target, { recursive: true })
  const folder = mkdtempSync(path.join(tmpdir(), 'anteroom-image-'))
  try {
    if ((await run(findNode(), ['scripts/release.mjs', '--try', folder])) !== 0) return 1
    const name = `anteroom-${versionHere()}`
    const { status } = spawnSync('tar', ['-xzf', path.join(folder, `${name}.tar.gz`), '-C', folder], {
      stdio: 'inherit',
    })
    if (status !== 0) throw new Explained('The release could not be unpacked.')
    const isCommitted = git('status', '--porcelain') === ''
    const env = { ...process.env, ...(isCommitted ? { REVISION: git('rev-parse', 'HEAD').trim() } : {}) }
    const code = await run(path.join(folder, name, 'deploy/image/build.sh'), [image], { env })
    if (code !== 0 || !process.argv.includes('--check')) return code
    await checkImage(image)
    console.log('It starts, answers, and ends as it should.')
    return 0
  } finally {
    rmSync(folder, { recursive: true })
  }
})
