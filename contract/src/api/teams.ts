import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { named, OpensBefore, OptionalText, TextOrNull, UuidText } from './formats.ts'

/** Of API clients that have not ended, and of applications: each has limits of its own, so that there must not be any number. */
export const maxClients = 1_000

export const NewTeam = named(
  'NewTeam',
  Type.Object(
    {
      name: Type.String({
        format: 'filled',
        maxLength: maxLengths.name,
        description: 'As visitors see it.',
        examples: ['Harbour Clinic'],
      }),
      subdomain: Type.String({
        format: 'subdomain',
        maxLength: 63,
        description: 'A short name that no other team has: letters, digits and hyphens, as in a domain name.',
        examples: ['harbour'],
      }),
      imageUrl: OptionalText({ maxLength: maxLengths.url, description: 'Address of a picture.' }),
    },
    { examples: [{ name: 'Harbour Clinic', subdomain: 'harbour' }] },
  ),
)
export type NewTeam = Static<typeof NewTeam>

export const Team = named(
  'Team',
  Type.Object(
    {
      team_id: Type.String(),
      teamId: Type.String({ description: 'The same; newer clients read it by this name.' }),
      name: Type.String(),
      subdomain: Type.String(),
      imageUrl: TextOrNull(),
    },
    {
      examples: [
        {
          team_id: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
          teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
          name: 'Harbour Clinic',
          subdomain: 'harbour',
          imageUrl: null,
        },
      ],
    },
  ),
)
export type Team = Static<typeof Team>

export const FrameOrigins = named(
  'FrameOrigins',
  Type.Object(
    {
      frame_origins: Type.Unsafe<string[] | null>({
        type: ['array', 'null'],
        items: Type.String({ format: 'origin', maxLength: maxLengths.origin }),
        maxItems: 100,
        description:
          "The sites whose pages may show the team's rooms in a frame, and are told what happens there. Each is an origin, without a path: `https`, or `http` on the loopback. Empty: none; null: every `https` site.",
      }),
    },
    { examples: [{ frame_origins: ['https://portal.example', 'http://localhost:5173'] }] },
  ),
)
export type FrameOrigins = Static<typeof FrameOrigins>

export const Contact = named(
  'Contact',
  Type.Object(
    {
      phone: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        format: 'phone',
        maxLength: maxLengths.phone,
        description: 'As people read it. What one dials are its digits, and a + before them. Null: none is shown.',
      }),
      email: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        format: 'email',
        maxLength: maxLengths.email,
        description: 'Null: none is shown.',
      }),
    },
    { examples: [{ phone: '+61 2 5550 1234', email: 'front-desk@harbour.example' }] },
  ),
)
export type Contact = Static<typeof Contact>

export const Opening = named(
  'Opening',
  Type.Object(
    {
      opens_before_minutes: OpensBefore(
        'People can come into a session so many minutes before its start, where it does not say otherwise itself. Null: at its start.',
      ),
    },
    { examples: [{ opens_before_minutes: 15 }] },
  ),
)
export type Opening = Static<typeof Opening>

/** The ways that a team has named, as its pages have them: what it has not is absent. */
export function waysOf({ phone, email }: Contact): { contact?: { phone?: string; email?: string } } {
  return phone || email ? { contact: { ...(phone && { phone }), ...(email && { email }) } } : {}
}

export const TeamParams = Type.Object({ teamId: UuidText() })

const clientName = {
  client_name: Type.String({
    format: 'filled',
    maxLength: maxLengths.name,
    description: 'What the client is for.',
    examples: ['Practice software'],
  }),
}

/** A client of the team in whose address it is made; it acts for the team and for no user. */
export const NewTeamClient = named(
  'NewTeamClient',
  Type.Object(
    {
      ...clientName,
      public: Type.Optional(
        Type.Boolean({
          description:
            'Makes a client without a secret, for software that cannot keep one, such as an app on a phone. It redeems the codes of applications of its team (PKCE required), and does nothing by itself.',
        }),
      ),
    },
    { examples: [{ client_name: 'Practice software' }] },
  ),
)
export type NewTeamClient = Static<typeof NewTeamClient>

export const NewClient = named(
  'NewClient',
  Type.Object(
    {
      ...clientName,
      ownerId: UuidText('The user, a member of the team, for whom it acts.'),
      scope: Type.Array(Type.String({ format: 'team-scope', maxLength: maxLengths.name }), {
        minItems: 1,
        maxItems: 1,
        description: 'The team for which it acts: `["team_api[<teamId>]"]`.',
        examples: [['team_api[01a20592-58ea-7054-a926-830583fcf532]']],
      }),
    },
    {
      examples: [
        {
          client_name: 'Portal',
          ownerId: '01a20592-58ea-7054-a926-830583fcf532',
          scope: ['team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770]'],
        },
      ],
    },
  ),
)
export type NewClient = Static<typeof NewClient>

export const Client = named(
  'Client',
  Type.Object(
    {
      clientId: Type.String(),
      secret: TextOrNull({ description: 'Shown this once; only a hash of it is stored. Null for a public client.' }),
      client_name: Type.String(),
      ownerId: TextOrNull({ description: 'The user for whom it acts; null for one that acts for the team alone.' }),
      scope: Type.Array(Type.String()),
      teamId: Type.String(),
      createdAt: Type.String(),
    },
    {
      examples: [
        {
          clientId: '4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44',
          secret: 'shown-this-once',
          client_name: 'Portal',
          ownerId: '01a20592-58ea-7054-a926-830583fcf532',
          scope: ['team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770]'],
          teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
          createdAt: '2040-05-01T12:00:00.000Z',
        },
      ],
    },
  ),
)
export type Client = Static<typeof Client>

export const NewApplication = named(
  'NewApplication',
  Type.Object(
    {
      name: Type.String({
        format: 'filled',
        maxLength: maxLengths.name,
        description: 'As users see it who are asked to let it in.',
        examples: ['Harbour Booking'],
      }),
      homePage: Type.String({ format: 'web-url', maxLength: maxLengths.url, examples: ['https://booking.example'] }),
      redirectEndpoint: Type.String({
        format: 'redirect-url',
        maxLength: maxLengths.url,
        description:
          'Where browsers are sent back to with a code. `https`, or `http` on the loopback; without a fragment.',
        examples: ['https://booking.example/oauth/callback'],
      }),
      image: OptionalText({ maxLength: maxLengths.url, description: 'Address of a picture.' }),
      description: OptionalText({ maxLength: 2000 }),
    },
    {
      examples: [
        {
          name: 'Harbour Booking',
          homePage: 'https://booking.example',
          redirectEndpoint: 'https://booking.example/oauth/callback',
        },
      ],
    },
  ),
)
export type NewApplication = Static<typeof NewApplication>

export const Application = named(
  'Application',
  Type.Object(
    {
      appId: Type.String({ description: 'The `client_id` of authorisation requests.' }),
      teamId: Type.String(),
      name: Type.String(),
      homePage: Type.String(),
      redirectEndpoint: Type.String(),
      image: TextOrNull(),
      description: TextOrNull(),
      createdAt: Type.String(),
    },
    {
      examples: [
        {
          appId: '9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70',
          teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
          name: 'Harbour Booking',
          homePage: 'https://booking.example',
          redirectEndpoint: 'https://booking.example/oauth/callback',
          image: null,
          description: null,
          createdAt: '2040-05-01T12:00:00.000Z',
        },
      ],
    },
  ),
)
export type Application = Static<typeof Application>
