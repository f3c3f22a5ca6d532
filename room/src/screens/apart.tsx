import { ErrorBoundary } from '@anteroom/ui/error-boundary.tsx'
import type { ComponentChildren } from 'preact'
import { PartMissing } from './part-missing.tsx'

/**
 * What can fail by itself, such as a plugin or a panel: when it cannot be drawn, that is said in its place, and nothing
 * around it goes with it, the call least of all. `silent`: there is no room to say it.
 */
export function Apart({ children, silent = false }: { children: ComponentChildren; silent?: boolean }) {
  return (
    <ErrorBoundary instead={(again) => (silent ? null : <PartMissing onAgain={again} />)}>{children}</ErrorBoundary>
  )
}
