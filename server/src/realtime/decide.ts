import type { Asker } from '../visits/service.ts'
import type { DecidedEvent, EventHandlers } from './events.ts'
import type { RoomSocket } from './page.ts'

type Handler = (asker: Asker, payload: unknown) => ReturnType<EventHandlers[DecidedEvent]>

/** Has the part that handles an event decide on it. `show`: shows a session again. */
export function createDecide(handlers: EventHandlers, show: (sessionId: string) => void) {
  return async (socket: RoomSocket, name: DecidedEvent, payload: unknown) => {
    const { asker } = socket.data
    const handle = handlers[name] as Handler
    if (name === 'visit:enter' && asker.page.was === 'left') asker.page.was = undefined
    return name === 'visit:leave' ? leaveBy(socket, () => handle(asker, payload), show) : handle(asker, payload)
  }
}

type Leave = () => ReturnType<Handler>

/** The page remembers that its person has left, also when another page takes the place at the same moment. */
async function leaveBy({ data }: RoomSocket, leave: Leave, show: (sessionId: string) => void) {
  const { generation, asker } = data
  const { page, sessionId } = asker
  const { was } = page
  // Otherwise it would be told that the page which waited for its place has taken it over.
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
