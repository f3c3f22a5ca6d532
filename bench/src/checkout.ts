import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')

/** All of the product as it was at a commit, with its own dependencies and its own room, ready to be started. */
export async function checkOut(commit: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-before-'))
  // Root's database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const run = (command: string, args: readonly string[], cwd: string) =>
    execFileSync(command, args, { cwd, stdio: 'inherit' })
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const archive = path.join(folder, 'before.tar')
    run('git', ['archive', '--output', archive, commit], root)
    run('tar', ['-xf', archive, '-C', folder], root)
    // Installs what its lock asks for, which may be other libraries than ours.
    run('npm', ['run', 'build', '--silent'], folder)
    return { folder, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
