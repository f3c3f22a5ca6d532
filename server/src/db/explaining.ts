import { SetupError } from '../ground/setup-error.ts'

/** Does what needs the data folder; what the file system refuses is said in words that help (`SetupError`). */
export async function explaining<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SetupError) throw error
    const { code = '', syscall } = error as NodeJS.ErrnoException
    const message = error instanceof Error ? error.message : String(error)
    const say = (text: string) => new SetupError(text, { cause: error })
    if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left|free disk space|disk is full/i.test(message)) {
      throw say(
        `The disk that holds ${dataDir} is full. Make room on it, or name a folder on another disk with DATA_DIR.`,
      )
    }
    // On a read-only disk Node says ENOENT of a folder that it cannot make.
    const isRefused =
      code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || (code === 'ENOENT' && syscall === 'mkdir')
    if (isRefused) {
      throw say(
        `The data folder ${dataDir} cannot be written to. Give yourself the right to, or name another folder with DATA_DIR.`,
      )
    }
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw say(`${dataDir} is not a folder. Name one with DATA_DIR.`)
    }
    throw say(`The built-in database cannot be used: ${message}`)
  }
}
