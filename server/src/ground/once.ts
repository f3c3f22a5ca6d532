/** An answer that is kept, as it is stored. */
export type KeptAnswer = { keyHash: Buffer; requestHash: Buffer; answer: Buffer }

/** A request that may come again: its answer is stored in the transaction that makes what it asks for. */
export type Once = { keep(answer: unknown): KeptAnswer }

/** Thrown by whoever stores an answer when there is one already: the same request was quicker. */
export class AlreadyAnswered extends Error {
  override name = 'AlreadyAnswered'
}
