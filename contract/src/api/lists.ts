import { type TSchema, Type } from 'typebox'
import { TextOrNull } from './formats.ts'

/*
 * Every list that comes in pages and is not one of the published API is asked for and answered in one way: `after` takes the
 * `next` of the page before, as long as there is `more`.
 */

export const pageQuery = <After extends TSchema>(after: After, { usual, most }: { usual: number; most: number }) => ({
  after: Type.Optional(after),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: `How many one page has at most: ${usual === most ? '' : `${usual} when it is not given, `}never more than ${most}.`,
    }),
  ),
})

export const pageAnswer = <Item extends TSchema>(item: Item, order: string) => ({
  content: Type.Array(item, { description: order }),
  next: TextOrNull({ description: 'To be given as `after` for what follows; null at the end.' }),
  more: Type.Boolean({ description: 'Whether something follows.' }),
})
