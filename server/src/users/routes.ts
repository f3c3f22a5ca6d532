import { NewUser, User } from '@anteroom/contract/api/users'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { anyCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { Users } from './service.ts'

export function userRoutes(users: Users) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/users',
      {
        schema: {
          ...operation('Provisioning', 'createUser', 'Make a user'),
          body: NewUser,
          response: declareAnswers(User, 'conflict'),
        },
      },
      async (request) => users.create(anyCaller(request), request.body),
    )
  }
}
