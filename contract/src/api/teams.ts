import { type Static, Type } from 'typebox'
import { OptionalText, TextOrNull } from './formats.ts'

export const NewTeam = Type.Object({
  name: Type.String({
    format: 'filled',
    maxLength: 255,
    description: 'As visitors see it.',
    examples: ['Harbour Clinic'],
  }),
  subdomain: Type.String({
    format: 'subdomain',
    description: 'A short name that no other team has: letters, digits and hyphens, as in a domain name.',
    examples: ['harbour'],
  }),
  imageUrl: OptionalText({ maxLength: 2000, description: 'Address of a picture.' }),
})
export type NewTeam = Static<typeof NewTeam>

export const Team = Type.Object({
  team_id: Type.String(),
  teamId: Type.String({ description: 'The same; newer clients read it by this name.' }),
  name: Type.String(),
  subdomain: Type.String(),
  imageUrl: TextOrNull(),
})
export type Team = Static<typeof Team>

export const TeamParams = Type.Object({ teamId: Type.String({ format: 'uuid' }) })

const clientName = {
  client_name: Type.String({
    format: 'filled',
    maxLength: 255,
    description: 'What the client is for.',
    examples: ['Practice software'],
  }),
}

/** A client of the team in whose address it is made; it acts for the team and for no user. */
export const NewTeamClient = Type.Object(clientName)
export type NewTeamClient = Static<typeof NewTeamClient>

export const NewClient = Type.Object({
  ...clientName,
  ownerId: Type.String({ format: 'uuid', description: 'The user, a member of the team, for whom it acts.' }),
  scope: Type.Array(Type.String({ format: 'team-scope' }), {
    minItems: 1,
    maxItems: 1,
    description: 'The team for which it acts: `["team_api[<teamId>]"]`.',
    examples: [['team_api[01a20592-58ea-7054-a926-830583fcf532]']],
  }),
})
export type NewClient = Static<typeof NewClient>

export const Client = Type.Object({
  clientId: Type.String(),
  secret: Type.String({ description: 'Shown this once; only a hash of it is stored.' }),
  client_name: Type.String(),
  ownerId: TextOrNull({ description: 'The user for whom it acts; null for one that acts for the team alone.' }),
  scope: Type.Array(Type.String()),
  teamId: Type.String(),
  createdAt: Type.String(),
})
export type Client = Static<typeof Client>

export const NewApplication = Type.Object({
  name: Type.String({
    format: 'filled',
    maxLength: 255,
    description: 'As users see it who are asked to let it in.',
    examples: ['Harbour Booking'],
  }),
  homePage: Type.String({ format: 'web-url', maxLength: 2000, examples: ['https://booking.example'] }),
  redirectEndpoint: Type.String({
    format: 'redirect-url',
    maxLength: 2000,
    description: 'Where browsers are sent back to with a code. `https`, or `http` on the loopback; without a fragment.',
    examples: ['https://booking.example/oauth/callback'],
  }),
  image: OptionalText({ maxLength: 2000, description: 'Address of a picture.' }),
  description: OptionalText({ maxLength: 2000 }),
})
export type NewApplication = Static<typeof NewApplication>

export const Application = Type.Object({
  appId: Type.String({ description: 'The `client_id` of authorisation requests.' }),
  teamId: Type.String(),
  name: Type.String(),
  homePage: Type.String(),
  redirectEndpoint: Type.String(),
  image: TextOrNull(),
  description: TextOrNull(),
  createdAt: Type.String(),
})
export type Application = Static<typeof Application>
