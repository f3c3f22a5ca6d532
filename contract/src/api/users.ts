import { type Static, Type } from 'typebox'
import { OptionalText, TextOrNull } from './formats.ts'

/** NIST SP 800-63B 5.1.1.2: length is what counts. */
export const minPasswordLength = 8

const Text = (maxLength: number, description: string, examples: string[]) =>
  Type.String({ format: 'filled', maxLength, description, examples })

export const NewUser = Type.Object({
  email: Type.String({
    format: 'email',
    maxLength: 254,
    description: 'What they sign in with; case does not matter.',
    examples: ['ines.vega@clinic.example'],
  }),
  firstName: Text(100, 'Given name.', ['Ines']),
  lastName: Text(100, 'Family name.', ['Vega']),
  password: Type.String({
    format: 'text',
    minLength: minPasswordLength,
    maxLength: 256,
    description: `At least ${minPasswordLength} characters. Only a hash of it is stored.`,
    examples: ['correct horse battery staple'],
  }),
  alias: OptionalText({ maxLength: 100, description: 'How they like to be called.' }),
  imageUrl: OptionalText({ maxLength: 2000, description: 'Address of a picture.' }),
})
export type NewUser = Static<typeof NewUser>

export const User = Type.Object({
  userId: Type.String(),
  email: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  alias: TextOrNull(),
  imageUrl: TextOrNull(),
  createdAt: Type.String(),
})
export type User = Static<typeof User>

export const UserParams = Type.Object({ userId: Type.String({ format: 'uuid' }) })
