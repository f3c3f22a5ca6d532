import { type Static, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { named, OptionalText, TextOrNull, UuidText } from './formats.ts'

/** NIST SP 800-63B: length is what counts. Passwords from before, when eight were enough, stay good. */
export const minPasswordLength = 12
export const maxPasswordLength = 1000

const Text = (maxLength: number, description: string, examples: string[]) =>
  Type.String({ format: 'filled', maxLength, description, examples })

export const NewUser = named(
  'NewUser',
  Type.Object(
    {
      email: Type.String({
        format: 'email',
        maxLength: maxLengths.email,
        description: 'What they sign in with; case does not matter.',
        examples: ['ines.vega@clinic.example'],
      }),
      firstName: Text(100, 'Given name.', ['Ines']),
      lastName: Text(100, 'Family name.', ['Vega']),
      password: Type.String({
        format: 'text',
        minLength: minPasswordLength,
        maxLength: maxPasswordLength,
        description: `At least ${minPasswordLength} characters, and not what is tried first: common words, rows of keys, years, and the names that it is for. Only a hash of it is stored.`,
        examples: ['correct horse battery staple'],
      }),
      alias: OptionalText({ maxLength: 100, description: 'How they like to be called.' }),
      imageUrl: OptionalText({ maxLength: maxLengths.url, description: 'Address of a picture.' }),
    },
    {
      examples: [
        {
          email: 'ines.vega@clinic.example',
          firstName: 'Ines',
          lastName: 'Vega',
          password: 'correct horse battery staple',
        },
      ],
    },
  ),
)
export type NewUser = Static<typeof NewUser>

export const User = named(
  'User',
  Type.Object(
    {
      userId: Type.String(),
      email: Type.String(),
      firstName: Type.String(),
      lastName: Type.String(),
      alias: TextOrNull(),
      imageUrl: TextOrNull(),
      createdAt: Type.String(),
    },
    {
      examples: [
        {
          userId: '01a20592-58ea-7054-a926-830583fcf532',
          email: 'ines.vega@clinic.example',
          firstName: 'Ines',
          lastName: 'Vega',
          alias: null,
          imageUrl: null,
          createdAt: '2040-05-01T12:00:00.000Z',
        },
      ],
    },
  ),
)
export type User = Static<typeof User>

export const UserParams = Type.Object({ userId: UuidText() })
