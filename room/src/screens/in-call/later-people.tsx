import { type ComponentType, useEffect } from 'react'
import type { Room } from '../../call/room.ts'
import { createStore } from '../../call/store.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'

type Props = { room: Room }

const loaded = createStore<{ Panel: ComponentType<Props> } | 'failed' | null>(null)
let isLoading = false

/** Fetches the code of the panel, unless it is there or on its way; after a failure it tries again. */
export function fetchPeople() {
  const now = loaded.get()
  if (isLoading || (now && now !== 'failed')) return
  isLoading = true
  import('./people.tsx')
    .then(({ People }) => loaded.set({ Panel: People }))
    .catch(() => loaded.set('failed'))
    .finally(() => {
      isLoading = false
    })
}

/** The people in the call: nobody needs them in its first moments, so their code comes when it is first wanted. */
export function People({ room }: Props) {
  const now = useStore(loaded)
  useEffect(fetchPeople, [])
  if (now === null) return null
  if (now !== 'failed') return <now.Panel room={room} />
  return (
    <Note icon="alert" tone="warning" live>
      <p>{words.call.pluginFailed}</p>
      <Button size="small" onClick={fetchPeople}>
        {words.call.tryAgain}
      </Button>
    </Note>
  )
}
