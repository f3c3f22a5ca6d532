import type { EventHandlers } from './events.ts'
import type { RoomSocket } from './page.ts'

type Leave = () => ReturnType<EventHandlers['visit:leave']>

/** That its person has left by this page stays true of it when another page has the place, also from the same moment on. */
export async function leaveBy({ data }: RoomSocket, leave: Leave, show: (sessionId: string) => void) {
  const { generation, asker } = data
  const { page, sessionId } = asker
  const { was } = page
  // Else it would be shown that it was taken over by the page that has waited for its place.
  if (generation > 0) page.was = 'left'
  let isDone = false
  try {
    const result = await leave()
    isDone = result.ok
    return result
  } finally {
    if (isDone) page.was = 'left'
    else if (page.was === 'left') page.was = was
    // Where it did not speak for the visit, nothing else tells it.
    if (isDone === (generation === 0)) show(sessionId)
  }
}
