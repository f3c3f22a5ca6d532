import { type Static, Type } from 'typebox'
import { named, UuidText } from './formats.ts'
import { pageAnswer, pageQuery } from './lists.ts'
import { allPermissions } from './permissions.ts'

export const Grant = named(
  'Grant',
  Type.Object(
    {
      grantId: Type.String({ description: 'Of the last time that the user let the application in.' }),
      appId: Type.String(),
      applicationName: Type.String(),
      clientId: Type.String({ description: "The API client of the application's team that last got tokens." }),
      userId: Type.String({ description: 'The member of the team who let the application in.' }),
      userName: Type.String(),
      scope: Type.Array(Type.String({ enum: allPermissions }), { description: 'What the application may do.' }),
      givenAt: Type.String({ description: 'When the user first let it in, of what is in force.' }),
      lastUsedAt: Type.String({ description: 'When it last got an access token, which is good for an hour.' }),
    },
    {
      examples: [
        {
          grantId: '5d1b2a0c-7a54-4f2e-9d0b-6a1f0c3e8b21',
          appId: '9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70',
          applicationName: 'Harbour Booking',
          clientId: '4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44',
          userId: '01a20592-58ea-7054-a926-830583fcf532',
          userName: 'Ana Lind',
          scope: ['sessions', 'participants', 'summaries'],
          givenAt: '2040-05-01T12:00:00.000Z',
          lastUsedAt: '2040-05-14T08:55:00.000Z',
        },
      ],
    },
  ),
)

export type Grant = Static<typeof Grant>

/** How many grants one page of the list has. */
export const grantsOfPage = { usual: 100, most: 1000 }

/** When the last one of the page before was given, to whom, and by whom. */
const grantCursor = '^[0-9]{1,15}(_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$'

export const GrantsQuery = Type.Object(
  pageQuery(
    Type.String({ pattern: grantCursor, maxLength: 100, description: 'The `next` of the page before.' }),
    grantsOfPage,
  ),
)
export type GrantsQuery = Static<typeof GrantsQuery>

export const GrantPage = named(
  'GrantPage',
  Type.Object(pageAnswer(Grant, 'Those in force, one for each application and user who let it in, the newest first.'), {
    examples: [{ content: [], next: null, more: false }],
  }),
)
export type GrantPage = Static<typeof GrantPage>

export const GrantParams = Type.Object({
  teamId: UuidText(),
  grantId: UuidText(),
})

export const MemberParams = Type.Object({
  teamId: UuidText(),
  userId: UuidText(),
})
