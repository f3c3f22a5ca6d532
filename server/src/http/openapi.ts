import { permissions } from '@anteroom/contract/api/permissions'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { Type } from 'typebox'
import type { Clock } from '../ground/clock.ts'
import { type Access, isPermission } from './access.ts'
import { docsTheme, type Example, exampleRoute } from './docs-page.ts'
import { publish } from './openapi-document.ts'
import { webhooks } from './openapi-webhooks.ts'

/** The chapters of the API. */
const tags = [
  { name: 'Tokens', description: 'OAuth 2.0: how software gets to act for a team (RFC 6749, 7009, 7636, 8414).' },
  { name: 'Sessions', description: 'Calls between two or more participants at a booked time.' },
  { name: 'Participants', description: 'Seats in a session. Each person gets a link of their own, which is the key.' },
  { name: 'Payments', description: 'What people pay for a session, by Stripe, and where it goes.' },
  { name: 'Webhooks', description: 'Being told of what happens.' },
  { name: 'Team', description: 'The team that a token speaks for.' },
  { name: 'Provisioning', description: 'Users, teams, API clients and applications.' },
] as const

export type Tag = (typeof tags)[number]['name']

/** What the description says of a route beside its schemas. `operationId` is its name in generated clients. */
export function operation(tag: Tag, operationId: string, summary: string, description?: string) {
  return { tags: [tag], operationId, summary, ...(description ? { description } : {}) }
}

const intro = `
Speaks the published Coviu v1 API, so a client written for that works after changing its base URL and credentials.

**Dates** are read as ISO 8601 / RFC 3339 or RFC 1123; those of a session are answered in the notation in which the API
client that reads last wrote one, and to one that has written none as they were last given. **Members** that are not known are ignored. **Every no** is \`application/problem+json\` (RFC 9457), with
all bad members at once. **Every answer** has an \`X-Request-Id\` by which it is found in the log.

**Safe to repeat**: give a POST an \`Idempotency-Key\` of your own making (1 to 255 characters of ASCII); for 24 hours
the same request gets its first answer again, marked \`Idempotent-Replayed: true\`.

**Limits**: \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\` (seconds) say what is left of the
minute; 429 comes with \`Retry-After\`. An answer with sessions counts as one request, and as one more for each fifty
participants in it.
`.trim()

/** Describes the API from the schemas that validate it: `/v1/openapi.json`, and a page to read and try it. */
export async function describeApi(
  app: FastifyInstance,
  { publicUrl, version, example, clock }: { publicUrl: string; version: string; example: Example; clock: Clock },
) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Anteroom',
        version,
        description: intro,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl }],
      tags: [...tags],
      webhooks: webhooks as never,
      components: {
        securitySchemes: {
          client: {
            type: 'http',
            scheme: 'basic',
            description: 'Client id and client secret.',
          },
          token: {
            type: 'oauth2',
            description: 'An access token from `POST /v1/auth/token`.',
            flows: {
              clientCredentials: { tokenUrl: '/v1/auth/token', refreshUrl: '/v1/auth/token', scopes: permissions },
              authorizationCode: {
                authorizationUrl: '/v1/auth/authorize',
                tokenUrl: '/v1/auth/token',
                refreshUrl: '/v1/auth/token',
                scopes: permissions,
              },
            },
          },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: describe((schema ?? {}) as FastifySchema, route),
    }),
    transformObject: (documented) =>
      'openapiObject' in documented
        ? (publish(documented.openapiObject as unknown as Parameters<typeof publish>[0]) as never)
        : documented.swaggerObject,
  })

  app.get('/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300').header('access-control-allow-origin', '*')
    return app.swagger()
  })

  exampleRoute(app, { publicUrl, example, clock })

  await app.register(swaggerUi, {
    routePrefix: '/v1/docs',
    logLevel: 'silent',
    staticCSP: csp,
    uiConfig: {
      url: '/v1/openapi.json',
      layout: 'BaseLayout',
      validatorUrl: null,
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      tryItOutEnabled: true,
    },
    theme: docsTheme,
  })
}

/** The page brings styles of its own with its elements; nothing comes from elsewhere. */
const csp = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
].join('; ')

const idempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ maxLength: 255, description: 'Makes the request safe to repeat for 24 hours.' }),
  ),
})

function describe(schema: FastifySchema, { config, method }: RouteOptions): FastifySchema {
  if (schema.hide || !schema.operationId) return { ...schema, hide: true }
  const access = config?.access ?? 'anyone'
  const permission = isPermission(config?.permission) ? config.permission : null
  const token = { token: permission ? [permission] : [] }
  const security = access === 'anyone' ? [] : access === 'client' ? [{ client: [] }] : [token]
  const who = [callers[access], permission && `An application needs the permission \`${permission}\`.`]
  const description = [schema.description, who.filter(Boolean).join(' ')].filter(Boolean).join('\n\n')
  const isRepeatable = method === 'POST' && access !== 'anyone' && access !== 'client'
  return { ...schema, security, description, ...(isRepeatable ? { headers: idempotencyKey } : {}) }
}

const callers: Record<Access, string> = {
  anyone: '',
  client: 'For any API client, by its id and secret.',
  token: 'With any access token.',
  team: 'With the access token of a team.',
  user: 'With the access token of a user.',
  system: 'With the access token of the system client.',
  'team-manager': "With an access token of one of the team's admins, or of a client that acts for the team itself.",
  'team-admin': "With the access token of the system client, or of one of the team's admins.",
}
