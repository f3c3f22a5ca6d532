/** What somebody may be watching: a kind of thing and the id of one. */
export type Topic = `session:${string}`

/** Says that something has changed; called once the change is committed. */
export type Tell<State = never> = (
  topic: Topic,
  /** How it stands now, where that is at hand: saves reading it again. */
  state?: State,
) => void

/** Changes, told within this process to whoever listens. It knows nobody, so it is made before everybody. */
export function createNews<State>() {
  const listeners: Tell<State>[] = []
  const tell: Tell<State> = (topic, state) => {
    for (const listen of listeners) listen(topic, state)
  }
  return { tell, listen: (listener: Tell<State>) => void listeners.push(listener) }
}

/** Which one of its kind a topic is about. */
export const idOf = (topic: Topic) => topic.slice(topic.indexOf(':') + 1)
