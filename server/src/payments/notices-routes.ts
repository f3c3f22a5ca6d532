import { Done } from '@anteroom/contract/api/participants'
import { AccountParams } from '@anteroom/contract/api/payments'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { operation } from '../http/openapi.ts'
import type { PaymentNotices } from './notices.ts'

/** Without a token: Stripe signs what it sends. */
export function paymentNoticeRoutes(notices: PaymentNotices) {
  return async (instance: FastifyInstance) => {
    // It is signed as it was sent, to the byte.
    instance.removeAllContentTypeParsers()
    instance.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/stripe/webhook/:account_id',
      {
        schema: {
          ...operation(
            'Payments',
            'receiveStripeEvent',
            'For Stripe alone: what has happened there',
            'The body is an event as Stripe signs it (`Stripe-Signature`, at most five minutes old). Answered at once, looked into afterwards; an event that comes again does nothing.',
          ),
          params: AccountParams,
          response: declareAnswers(Done, 'invalid-request', 'too-large', 'unsupported-media-type'),
        },
      },
      async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const signature = request.headers['stripe-signature']
        await notices.receive(request.params.account_id, body, typeof signature === 'string' ? signature : undefined)
        return { ok: true as const }
      },
    )
  }
}
