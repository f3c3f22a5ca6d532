import { useEffect } from 'react'
import type { Room } from '../../call/room.ts'
import { fetched } from '../../ui/fetched.ts'
import { NotFetched } from '../../ui/not-fetched.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'

const panel = fetched(() => import('./people.tsx'))

export const fetchPeople = panel.fetch

/** The people in the call: nobody needs them in its first moments, so their code comes when it is first wanted. */
export function People({ room }: { room: Room }) {
  const code = useStore(panel)
  useEffect(panel.fetch, [])
  if (code === null) return null
  if (code !== 'failed') return <code.People room={room} />
  return <NotFetched text={words.call.pluginFailed} button={words.call.tryAgain} onAgain={panel.fetch} />
}
