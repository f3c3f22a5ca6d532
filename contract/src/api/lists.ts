import { type TSchema, Type } from 'typebox'

/**
 * How every list is asked for that comes in pages and is not one of the published API: `after` takes the `next` of the page
 * before.
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
