import type { Fetched } from '@anteroom/ui/ground/fetched.ts'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Apart } from './apart.tsx'
import { PartMissing } from './part-missing.tsx'

export type Coming<T> = {
  /** While it is on its way. */
  instead?: ComponentChildren
  children: (all: T) => ComponentChildren
}
/** Shows what is in `code` once that is there. */
export function Coming<T extends object>({ code, instead = null, children }: Coming<T> & { code: Fetched<T> }) {
  const all = useStore(code)
  useEffect(() => code.fetch(), [code])
  if (all === null) return instead
  if (all !== 'failed') return <Apart>{children(all)}</Apart>
  return <PartMissing onAgain={code.fetch} />
}
