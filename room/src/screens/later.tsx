import { type Fetched, fetched } from '@anteroom/ui/ground/fetched.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { withLaterWords } from '../words/languages.ts'
import { Apart } from './apart.tsx'
import type { laterParts } from './later-parts.ts'
import { PartMissing } from './part-missing.tsx'

const parts = fetched(async () => (await withLaterWords(import('./later-parts.ts'))).laterParts)

/** Before anybody asks for it, so that it is there when the server is not. */
export const fetchLater = parts.fetch

export type Coming<T> = {
  /** While it is on its way. */
  instead?: ComponentChildren
  children: (all: T) => ComponentChildren
}
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

/** Shows what is in `code` once that is there. */
export function Coming<T extends object>({ code, instead = null, children }: Coming<T> & { code: Fetched<T> }) {
  const all = useStore(code)
  useEffect(() => code.fetch(), [code])
  if (all === null) return instead
  if (all !== 'failed') return <Apart>{children(all)}</Apart>
  return <PartMissing onAgain={code.fetch} />
}
