import { AuditPage, AuditQuery } from '@anteroom/contract/api/audit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { Audit } from './service.ts'

export function auditRoutes(audit: Audit) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.get(
      '/audit-log',
      {
        config: { permission: 'audit', reads: 'audit.read', isList: true },
        schema: {
          ...operation(
            'Team',
            'readAuditLog',
            'Read the audit log',
            'In the order of its chain of hashes: each entry names the hash of the one before it. Read in stretches, by `after`; the filters leave entries out.',
          ),
          querystring: AuditQuery,
          response: declareAnswers(AuditPage, 'filter-too-wide'),
        },
      },
      async (request) => audit.list(teamCaller(request).teamId, request.query),
    )
  }
}
