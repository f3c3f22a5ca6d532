import { type TObject, type TSchema, Type } from 'typebox'

/** One event of a page: what it carries, and what it brings. */
export type EventSpec = {
  payload: TSchema
  /** What the answer carries besides that it is done. */
  answer?: TObject
  /** Somebody outside is asked, who may take long: nothing else of the session waits for it. */
  asksOutside?: true
}

export const Nothing = Type.Object({})
export const Someone = Type.Object({ visitId: Type.String({ minLength: 1, maxLength: 64 }) })
