import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import { withLaterWords } from '../words/languages.ts'
import { Apart } from './apart.tsx'
import { Coming } from './coming.tsx'
import type { laterParts } from './later-parts.ts'

const parts = fetched(async () => (await withLaterWords(import('./later-parts.ts'))).laterParts)

/** Before anybody asks for it, so that it is there when the server is not. */
export const fetchLater = parts.fetch

type Props = Coming<typeof laterParts>

/** Shows one of them once they are there for another reason: it can be done without until then. */
export function OnceThere({ children }: Pick<Props, 'children'>) {
  const all = useStore(parts)
  return all && all !== 'failed' && <Apart silent>{children(all)}</Apart>
}

/** Shows one of the parts whose code comes when it is first wanted. */
export function Later(props: Props) {
  return <Coming code={parts} {...props} />
}
