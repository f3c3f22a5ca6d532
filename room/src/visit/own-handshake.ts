import type { Handshake, VisitView } from '@anteroom/contract/realtime'

type First = Pick<Handshake, 'link' | 'pageId'> & { continues: string | null }

/** What a page says of itself each time that it connects: what it knows, and what its person has asked for meanwhile. */
export function createOwnHandshake({ link, pageId, continues }: First) {
  const handshake: Omit<Handshake, 'browserKey'> = { link, pageId, changes: true, ...(continues ? { continues } : {}) }
  return {
    say: (browserKey: string): Handshake => ({ ...handshake, browserKey }),

    /** The server has let the page in. From now on it only comes back. */
    letIn() {
      delete handshake.enter
      delete handshake.continues
      handshake.again = true
    },

    shown({ phase, me }: VisitView) {
      if (me.generation > 0) handshake.generation = me.generation
      delete handshake.left
      // Where another page has the place, only this one knows that its person has left.
      if (phase.name === 'exit' && me.generation === 0) {
        handshake.left = true
        delete handshake.generation
      }
    },

    /** Asked before the line stands: it goes along with the first word, and saves a round trip. */
    asksIn(payload: NonNullable<Handshake['enter']>) {
      handshake.enter = payload
    },

    /** Whoever has left meanwhile does not go in when the server is back. */
    asksOut() {
      delete handshake.enter
    },

    /** A page whose place was taken asks for it as a new one would. */
    takesBack() {
      delete handshake.generation
      delete handshake.again
      handshake.enter = {}
    },
  }
}
