import { type Static, Type } from 'typebox'
import { named } from './formats.ts'

/** What is wrong with one member of a request. */
export const BadMember = named(
  'BadMember',
  Type.Object({
    pointer: Type.String({
      description: 'JSON pointer (RFC 6901) to the member, in the body or among the query parameters.',
    }),
    message: Type.String({ description: 'What is wrong with it, in words.' }),
  }),
)
export type BadMember = Static<typeof BadMember>

/** In an answer to what was made or changed. */
export const Warnings = Type.Optional(
  Type.Array(BadMember, {
    description:
      'When it was made or changed: what is worth another look, members and flags that nobody knows among it. Left out when there is nothing; with the header `Prefer: handling=strict` what is not known is refused. The header `Anteroom-Warning` has the same, also of calls whose answer has no place for it.',
  }),
)

/** Every answer that says no, `application/problem+json` (RFC 9457). */
export const Problem = named(
  'Problem',
  Type.Object({
    type: Type.String({ description: '`/problems/<code>`, see docs/problems.md.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String({ description: 'What happened this time.' })),
    errors: Type.Optional(
      Type.Array(BadMember, { description: 'With 400: every member that cannot be used, all at once.' }),
    ),
    error: Type.Object(
      { message: Type.String() },
      { description: 'All of that in one text, for clients that read nothing else.' },
    ),
  }),
)
export type Problem = Static<typeof Problem>
