import { type Static, type TSchema, Type } from 'typebox'
import { maxLengths } from '../max-lengths.ts'
import { WebhookEventPayload, webhookEventTypes } from '../webhook-events.ts'
import { named, OptionalText, TextOrNull, UuidText } from './formats.ts'
import { pageAnswer, pageQuery } from './lists.ts'

/** How many webhooks a team can have. */
export const maxWebhooks = 20
/** How many deliveries one page of the list has at most. */
export const maxDeliveries = 100
/** For how long deliveries are signed with the secret before as well, once there is a new one; in hours. */
export const bothSecretsHours = 24

export const deliveryStates = ['pending', 'delivered', 'failed', 'dropped'] as const
export type DeliveryState = (typeof deliveryStates)[number]

const url = (description: string) => Type.String({ format: 'text', maxLength: maxLengths.url, description })
/** What can stand in a header. */
const visible = (maxLength: number) => Type.String({ pattern: '^[\\x21-\\x7e]+$', maxLength })
const text = (maxLength: number) => Type.String({ format: 'text', minLength: 1, maxLength })

const NoAuthentication = Type.Object({ type: Type.Literal('none') })
const BearerAuthentication = Type.Object({ type: Type.Literal('bearer'), token: visible(8000) })
const BasicAuthentication = Type.Object({
  type: Type.Literal('basic'),
  // RFC 7617 2
  username: Type.String({ format: 'text', pattern: '^[^:]*$', maxLength: 1000 }),
  password: Type.String({ format: 'text', maxLength: 1000 }),
})

export const clientMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const

const OAuthAuthentication = Type.Object({
  type: Type.Literal('oauth2'),
  token_url: url('Where a token is asked for (RFC 6749 4.4, client credentials).'),
  client_id: text(1000),
  client_secret: text(1000),
  scope: Type.Optional(text(1000)),
  audience: Type.Optional(text(1000)),
  method: Type.Optional(
    Type.Unsafe<(typeof clientMethods)[number]>({
      type: 'string',
      enum: clientMethods,
      description:
        'How the client shows that it has the secret; `client_secret_basic` when it is not given. `client_secret_jwt` is RFC 7523 with HS256.',
    }),
  ),
})

const kinds = [NoAuthentication, BearerAuthentication, BasicAuthentication, OAuthAuthentication] as const
export type Authentication = Static<(typeof kinds)[number]>

/** One of the kinds by its `type`, so that what is wrong is said of that kind only. */
const Authentication = Type.Optional(
  Type.Unsafe<Authentication | null>({
    type: ['object', 'null'],
    discriminator: { propertyName: 'type' },
    oneOf: kinds as readonly TSchema[],
    description: 'How deliveries say to the receiver who they are. Secrets in it are never answered.',
  }),
)

const EventTypes = Type.Optional(
  Type.Unsafe<string[] | null>({
    type: ['array', 'null'],
    items: { type: 'string', enum: webhookEventTypes },
    minItems: 1,
    maxItems: 100,
    description: 'Those that are delivered; all when they are not given.',
  }),
)

const address = 'Where events are sent to, by POST. It begins with `https://` and has no credentials in it.'
const description = OptionalText({ maxLength: maxLengths.name })

export const NewWebhook = named(
  'NewWebhook',
  Type.Object(
    {
      url: url(address),
      event_types: EventTypes,
      description,
      authentication: Authentication,
    },
    {
      examples: [
        {
          url: 'https://practice.example/hooks/anteroom',
          event_types: ['participant:join', 'call:end'],
          authentication: { type: 'bearer', token: 'a-token-of-yours' },
        },
      ],
    },
  ),
)
export type NewWebhook = Static<typeof NewWebhook>

export const WebhookChange = named(
  'WebhookChange',
  Type.Object(
    {
      url: Type.Optional(url(address)),
      event_types: EventTypes,
      description,
      authentication: Authentication,
      enabled: Type.Optional(
        Type.Boolean({ description: 'Nothing is delivered to one that is not; what is on its way is dropped.' }),
      ),
    },
    { examples: [{ enabled: false }] },
  ),
)
export type WebhookChange = Static<typeof WebhookChange>

const attempt = {
  at: Type.String(),
  duration_ms: Type.Integer(),
  status: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'Of the answer; null when there was none.',
  }),
  error: TextOrNull({ description: 'Why it failed, in words; null when it did not.' }),
}

const LastAttempt = Type.Object({ delivery_id: Type.String(), ...attempt })

const webhook = {
  webhook_id: Type.String(),
  url: Type.String(),
  event_types: Type.Array(Type.String()),
  description: TextOrNull(),
  authentication: Type.Object(
    {
      type: Type.String({ enum: ['none', 'bearer', 'basic', 'oauth2'] }),
      username: Type.Optional(Type.String()),
      token_url: Type.Optional(Type.String()),
      client_id: Type.Optional(Type.String()),
      scope: Type.Optional(Type.String()),
      audience: Type.Optional(Type.String()),
      method: Type.Optional(Type.String({ enum: clientMethods })),
    },
    { description: 'Without its secrets.' },
  ),
  enabled: Type.Boolean(),
  disabled_reason: TextOrNull({ description: 'Why the service itself has disabled it.' }),
  created_at: Type.String(),
  last_attempt: Type.Unsafe<Static<typeof LastAttempt> | null>({
    ...LastAttempt,
    type: ['object', 'null'],
    description: 'The newest attempt to deliver something to it; null when there was none within 30 days.',
  }),
}

const webhookExample = {
  webhook_id: '01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01',
  url: 'https://practice.example/hooks/anteroom',
  event_types: ['participant:join', 'call:end'],
  description: null,
  authentication: { type: 'bearer' },
  enabled: true,
  disabled_reason: null,
  created_at: '2040-05-01T12:00:00.000Z',
  last_attempt: {
    delivery_id: '01a20597-02bb-7c11-8f0e-2d9a7b6c5e44',
    at: '2040-05-14T09:24:41.120Z',
    duration_ms: 83,
    status: 204,
    error: null,
  },
}

export const Webhook = named('Webhook', Type.Object(webhook, { examples: [webhookExample] }))
export type Webhook = Static<typeof Webhook>

export const WebhooksQuery = Type.Object(
  pageQuery(UuidText('The `next` of the page before.'), { usual: maxWebhooks, most: maxWebhooks }),
)
export type WebhooksQuery = Static<typeof WebhooksQuery>

export const WebhookPage = named(
  'WebhookPage',
  Type.Object(pageAnswer(Webhook, 'Oldest first.'), {
    examples: [{ content: [webhookExample], next: null, more: false }],
  }),
)
export type WebhookPage = Static<typeof WebhookPage>

/** As it is answered when it was made: the only time that the secret is shown. */
export const WebhookWithSecret = named(
  'WebhookWithSecret',
  Type.Object(
    {
      ...webhook,
      secret: Type.String({
        description: '`whsec_…`, the key of the signatures (Standard Webhooks). Shown this once.',
      }),
    },
    { examples: [{ ...webhookExample, last_attempt: null, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }] },
  ),
)
export type WebhookWithSecret = Static<typeof WebhookWithSecret>

export const NewSecret = named(
  'NewSecret',
  Type.Object(
    {
      secret: Type.String({ description: '`whsec_…`. Shown this once.' }),
      previous_secret_until: Type.String({
        description: 'Until then deliveries are signed with the one before as well.',
      }),
    },
    {
      examples: [
        { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', previous_secret_until: '2040-05-02T12:00:00.000Z' },
      ],
    },
  ),
)
export type NewSecret = Static<typeof NewSecret>

export const WebhookParams = Type.Object({ webhook_id: UuidText() })
export const DeliveryParams = Type.Object({
  webhook_id: UuidText(),
  delivery_id: UuidText(),
})

export const DeliveriesQuery = Type.Object({
  state: Type.Optional(Type.Unsafe<DeliveryState>({ type: 'string', enum: deliveryStates })),
  ...pageQuery(UuidText('The `next` of the page before: deliveries older than this one.'), {
    usual: maxDeliveries,
    most: maxDeliveries,
  }),
  before: Type.Optional(
    Type.String({
      format: 'uuid',
      maxLength: maxLengths.uuid,
      deprecated: true,
      description: 'What `after` was called before.',
    }),
  ),
})
export type DeliveriesQuery = Static<typeof DeliveriesQuery>

export const Attempt = named('Attempt', Type.Object(attempt))
export type Attempt = Static<typeof Attempt>

const deliveryExample = {
  delivery_id: '01a20597-02bb-7c11-8f0e-2d9a7b6c5e44',
  event_id: '01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33',
  type: 'call:end',
  payload: {
    teamId: '01a20593-1f3c-7e9a-8b1d-5f0c2a4be770',
    sessionId: '01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a',
    callId: '01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f',
  },
  state: 'delivered',
  created_at: '2040-05-14T09:24:41.000Z',
  attempts: [{ at: '2040-05-14T09:24:41.120Z', duration_ms: 83, status: 204, error: null }],
}

export const Delivery = named(
  'Delivery',
  Type.Object(
    {
      delivery_id: Type.String(),
      event_id: Type.String({ description: 'The `webhook-id` that the receiver sees; a replay has the same one.' }),
      type: Type.String({ description: 'Of the event; `webhook:test` for one that was asked for.' }),
      payload: WebhookEventPayload,
      state: Type.String({
        enum: deliveryStates,
        description:
          '`pending`: not over yet; `delivered`; `failed`: given up after the last attempt; `dropped`: the webhook was disabled or deleted before.',
      }),
      created_at: Type.String(),
      attempts: Type.Array(Attempt, { description: 'Oldest first.' }),
    },
    { examples: [deliveryExample] },
  ),
)
export type Delivery = Static<typeof Delivery>

export const DeliveryPage = named(
  'DeliveryPage',
  Type.Object(pageAnswer(Delivery, 'Newest first.'), {
    examples: [{ content: [deliveryExample], next: null, more: false }],
  }),
)
export type DeliveryPage = Static<typeof DeliveryPage>
