import { EventPage, EventsQuery } from '@anteroom/contract/api/events'
import { Done } from '@anteroom/contract/api/participants'
import { Replay, ReplayAnswer } from '@anteroom/contract/api/replays'
import {
  DeliveriesQuery,
  Delivery,
  DeliveryPage,
  DeliveryParams,
  NewSecret,
  NewWebhook,
  Webhook,
  WebhookChange,
  WebhookPage,
  WebhookParams,
  WebhooksQuery,
  WebhookWithSecret,
} from '@anteroom/contract/api/webhooks'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import { bodyErrors } from '../http/validation.ts'
import type { Webhooks } from './service.ts'

export function webhookRoutes(webhooks: Webhooks) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/webhooks',
      {
        config: { permission: 'webhooks' },
        attachValidation: true,
        schema: {
          ...operation(
            'Webhooks',
            'createWebhook',
            'Register a webhook',
            'The secret of its signatures is shown this once.',
          ),
          body: NewWebhook,
          response: declareAnswers(WebhookWithSecret, 'conflict'),
        },
      },
      async (request) => webhooks.register(teamCaller(request), request.body, bodyErrors(request)),
    )

    scope.get(
      '/webhooks',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation('Webhooks', 'listWebhooks', 'List the webhooks of the team', 'Oldest first.'),
          querystring: WebhooksQuery,
          response: declareAnswers(WebhookPage),
        },
      },
      async (request) => webhooks.list(teamCaller(request), request.query),
    )

    scope.get(
      '/webhooks/:webhook_id',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation('Webhooks', 'getWebhook', 'Read a webhook'),
          params: WebhookParams,
          response: declareAnswers(Webhook),
        },
      },
      async (request) => webhooks.get(teamCaller(request), request.params.webhook_id),
    )

    scope.put(
      '/webhooks/:webhook_id',
      {
        config: { permission: 'webhooks' },
        attachValidation: true,
        schema: {
          ...operation('Webhooks', 'updateWebhook', 'Change a webhook', 'Only what is given is changed.'),
          params: WebhookParams,
          body: WebhookChange,
          response: declareAnswers(Webhook),
        },
      },
      async (request) => {
        const errors = bodyErrors(request)
        return webhooks.change(teamCaller(request), request.params.webhook_id, request.body, errors)
      },
    )

    scope.delete(
      '/webhooks/:webhook_id',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation('Webhooks', 'deleteWebhook', 'Delete a webhook', 'What is on its way to it is dropped.'),
          params: WebhookParams,
          response: declareAnswers(Done),
        },
      },
      async (request) => {
        await webhooks.remove(teamCaller(request), request.params.webhook_id)
        return { ok: true as const }
      },
    )

    scope.post(
      '/webhooks/:webhook_id/secret',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation(
            'Webhooks',
            'renewWebhookSecret',
            'Change the secret of the signatures',
            'For 24 hours deliveries are signed with both.',
          ),
          params: WebhookParams,
          response: declareAnswers(NewSecret),
        },
      },
      async (request) => webhooks.renewSecret(teamCaller(request), request.params.webhook_id),
    )

    scope.post(
      '/webhooks/:webhook_id/test',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation('Webhooks', 'testWebhook', 'Send a test event', 'Its type is `webhook:test`.'),
          params: WebhookParams,
          response: declareAnswers(Delivery, 'conflict'),
        },
      },
      async (request) => webhooks.test(teamCaller(request), request.params.webhook_id),
    )

    scope.get(
      '/events',
      {
        config: { permission: 'webhooks', reads: 'event.list', isList: true },
        schema: {
          ...operation(
            'Webhooks',
            'listEvents',
            'List what has happened',
            'The events that webhooks tell of, for software that nothing can be sent to: oldest first, each exactly once for whoever asks on with the last `next`. Kept for 30 days.',
          ),
          querystring: EventsQuery,
          response: declareAnswers(EventPage, 'events-forgotten'),
        },
      },
      async (request) => webhooks.listEvents(teamCaller(request), request.query),
    )

    scope.get(
      '/webhooks/:webhook_id/deliveries',
      {
        config: { permission: 'webhooks', reads: 'delivery.list', isList: true },
        schema: {
          ...operation(
            'Webhooks',
            'listDeliveries',
            'List what was delivered',
            'Newest first, each with its attempts. Kept for 30 days.',
          ),
          params: WebhookParams,
          querystring: DeliveriesQuery,
          response: declareAnswers(DeliveryPage, 'filter-too-wide'),
        },
      },
      async (request) => webhooks.listDeliveries(teamCaller(request), request.params.webhook_id, request.query),
    )

    scope.get(
      '/webhooks/:webhook_id/deliveries/:delivery_id',
      {
        config: { permission: 'webhooks', reads: 'delivery.read' },
        schema: {
          ...operation('Webhooks', 'getDelivery', 'Read a delivery'),
          params: DeliveryParams,
          response: declareAnswers(Delivery),
        },
      },
      async (request) => {
        const { webhook_id, delivery_id } = request.params
        return webhooks.getDelivery(teamCaller(request), webhook_id, delivery_id)
      },
    )

    scope.post(
      '/webhooks/:webhook_id/deliveries/:delivery_id/replay',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation(
            'Webhooks',
            'replayDelivery',
            'Deliver an event again',
            'With the same `webhook-id`, so that the receiver can tell.',
          ),
          params: DeliveryParams,
          response: declareAnswers(Delivery, 'conflict'),
        },
      },
      async (request) => {
        const { webhook_id, delivery_id } = request.params
        return webhooks.replay(teamCaller(request), webhook_id, delivery_id)
      },
    )

    scope.post(
      '/webhooks/:webhook_id/replay',
      {
        config: { permission: 'webhooks' },
        schema: {
          ...operation(
            'Webhooks',
            'replayEvents',
            'Deliver the events of some time again',
            'Those that did not arrive, or all of them, a thousand at a time. With the same `webhook-id`, so that the receiver can tell. What is on its way already is left out.',
          ),
          params: WebhookParams,
          body: Replay,
          response: declareAnswers(ReplayAnswer, 'conflict', 'events-forgotten'),
        },
      },
      async (request) => webhooks.replayMany(teamCaller(request), request.params.webhook_id, request.body),
    )
  }
}
