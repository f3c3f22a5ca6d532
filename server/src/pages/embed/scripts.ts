import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../../ground/setup-error.ts'

/** A built script, at an address that is good for this content alone. */
export type Script = {
  text: string
  address: string
  /** For the `integrity` of a script element. */
  integrity: string
}

export type EmbedScripts = {
  /** The element for other pages. */
  embed: Script
  /** What the page runs that checks it. */
  check: Script
}

const built = path.join(import.meta.dirname, '../../../../embed/dist')

export async function loadEmbedScripts(folder = built): Promise<EmbedScripts> {
  const read = async (name: string) => {
    try {
      return scriptOf(name, await readFile(path.join(folder, `${name}.js`), 'utf8'))
    } catch (cause) {
      throw new SetupError(
        `embed/dist/${name}.js has not been built. Build it with "npm run build", or use "npm start".`,
        {
          cause,
        },
      )
    }
  }
  return { embed: await read('embed'), check: await read('check') }
}

export function scriptOf(name: string, text: string): Script {
  const hash = createHash('sha384').update(text)
  const integrity = hash.copy().digest('base64')
  return { text, address: `/embed/${name}-${hash.digest('hex').slice(0, 16)}.js`, integrity: `sha384-${integrity}` }
}
