import type { Expected, VisitView } from '@anteroom/contract/realtime'
import { words } from './words.ts'

/** What somebody is called who may have no name yet. */
export function labelOf({ name, role }: Expected, { session }: VisitView): string {
  return name ?? (role === 'HOST' ? words.meeting.guest(session.team) : words.meeting.host)
}
