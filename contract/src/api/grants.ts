import { type Static, Type } from 'typebox'
import { named, UuidText } from './formats.ts'
import { allPermissions } from './permissions.ts'

const Grant = named(
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

export const Grants = named(
  'Grants',
  Type.Object(
    {
      grants: Type.Array(Grant, {
        description:
          'Those in force, one for each application and user who let it in, the newest first, at most 10000.',
      }),
    },
    { examples: [{ grants: [] }] },
  ),
)
export type Grants = Static<typeof Grants>

export const GrantParams = Type.Object({
  teamId: UuidText(),
  grantId: UuidText(),
})

export const MemberParams = Type.Object({
  teamId: UuidText(),
  userId: UuidText(),
})
