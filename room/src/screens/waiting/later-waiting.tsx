import { fetched } from '@anteroom/ui/ground/fetched.ts'
import { Coming } from '../coming.tsx'

/** For guests alone, as hosts do not wait; those have it before they join. */
const waiting = fetched(() => import('./waiting.tsx'))
export const fetchWaiting = waiting.fetch

export function LaterWaiting(props: Coming<typeof import('./waiting.tsx')>) {
  return <Coming code={waiting} {...props} />
}
