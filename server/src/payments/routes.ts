import { Readable } from 'node:stream'
import { ParticipantParams } from '@anteroom/contract/api/participants'
import {
  CancelRequest,
  ChargeRequest,
  Payment,
  PaymentPage,
  PaymentRequest,
  PaymentsQuery,
  paymentExample,
  RefundRequest,
} from '@anteroom/contract/api/payments'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { TeamCaller } from '../ground/caller.ts'
import { declareAnswers } from '../http/access.ts'
import { teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import { csvHeader, csvLine } from './csv.ts'
import type { PaymentLists } from './lists.ts'
import type { Payments } from './service.ts'

/** Who takes part, as their session knows them. */
type Seats = {
  get(caller: TeamCaller, participantId: string, withDeleted: boolean): Promise<{ session_id: string }>
}

const ofProvider = ['payment-refused', 'provider-unreachable'] as const

export function paymentRoutes(lists: PaymentLists, payments: Payments, seats: Seats) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.get(
      '/payments',
      {
        config: { permission: 'payments', reads: 'payment.list', isList: true },
        schema: {
          ...operation(
            'Payments',
            'listPayments',
            'List payments',
            'Newest first, in pages. With `Accept: text/csv` all of them as a file, without names of people.',
          ),
          querystring: PaymentsQuery,
          response: {
            ...declareAnswers(PaymentPage, 'filter-too-wide'),
            200: {
              description: 'A page of them, or all as a file.',
              content: {
                'application/json': { schema: PaymentPage },
                'text/csv': {
                  schema: Type.String({
                    description: 'RFC 4180, with the names of the columns first.',
                    examples: [csvHeader + csvLine(paymentExample)],
                  }),
                },
              },
            },
          },
        },
      },
      async (request, reply) => {
        reply.header('vary', 'Accept')
        if (!/\btext\/csv\b/i.test(request.headers.accept ?? '')) {
          return lists.list(teamCaller(request), request.query)
        }
        reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="payments.csv"')
        // Nobody reads what a HEAD would bring.
        if (request.method === 'HEAD') return reply.send('')
        const file: unknown = Readable.from(lists.lines(teamCaller(request), request.query))
        return reply.send(file as string)
      },
    )

    scope.get(
      '/participants/:participant_id/payment',
      {
        config: { permission: 'payments', reads: 'payment.read' },
        schema: {
          ...operation(
            'Payments',
            'getPayment',
            'Read what a participant pays',
            'Their fee; where they have none, what they were asked for last.',
          ),
          params: ParticipantParams,
          response: declareAnswers(Payment),
        },
      },
      async (request) => lists.ofParticipant(teamCaller(request), request.params.participant_id),
    )

    scope.post(
      '/participants/:participant_id/payment/charge',
      {
        config: { permission: 'payments' },
        schema: {
          ...operation(
            'Payments',
            'chargeCard',
            'Charge the card that a participant has left',
            'Once in all. Where their bank asks for more the state is `needs-action`, and `action_url` is the page on which they agree. `charging`: Stripe has not answered yet, and is asked again; so it stands in the answer to a request that is repeated, too.',
          ),
          params: ParticipantParams,
          body: ChargeRequest,
          response: declareAnswers(Payment, 'wrong-phase', 'fee-paid', 'not-collectable', ...ofProvider),
        },
      },
      async (request) => {
        const caller = teamCaller(request)
        const { paymentId } = await payments.charge(caller, request.params.participant_id, request.body)
        return lists.read(caller, paymentId)
      },
    )

    scope.post(
      '/participants/:participant_id/payment/cancel',
      {
        config: { permission: 'payments' },
        schema: {
          ...operation(
            'Payments',
            'cancelPayment',
            'Stop asking a participant for it',
            'A charge about which their bank asks (`needs-action`) is cancelled at Stripe, and then `failed` for the reason `unanswered`; what they were asked for by a request is `withdrawn`. Where they have agreed or paid by then, it is `paid`. A fee that is owed is taken back by changing the participant.',
          ),
          params: ParticipantParams,
          body: CancelRequest,
          response: declareAnswers(Payment, 'wrong-phase', 'fee-paid'),
        },
      },
      async (request) => {
        const caller = teamCaller(request)
        const { paymentId } = await payments.cancel(caller, request.params.participant_id, request.body)
        return lists.read(caller, paymentId)
      },
    )

    scope.post(
      '/participants/:participant_id/payment/refund',
      {
        config: { permission: 'payments' },
        schema: {
          ...operation(
            'Payments',
            'refundPayment',
            'Give back what a participant has paid',
            'In part, or what is left of it. `refunded` is what Stripe has given back by then.',
          ),
          params: ParticipantParams,
          body: RefundRequest,
          response: declareAnswers(Payment, 'wrong-phase', 'not-collectable', ...ofProvider),
        },
      },
      async (request) => {
        const caller = teamCaller(request)
        const { paymentId } = await payments.refund(caller, request.params.participant_id, request.body)
        return lists.read(caller, paymentId)
      },
    )

    scope.post(
      '/participants/:participant_id/payment/request',
      {
        config: { permission: 'payments' },
        schema: {
          ...operation(
            'Payments',
            'requestPayment',
            'Ask a participant for an amount',
            'They see it in the call, or when they come. It is apart from their fee.',
          ),
          params: ParticipantParams,
          body: PaymentRequest,
          response: declareAnswers(Payment, 'wrong-phase', 'not-collectable', ...ofProvider),
        },
      },
      async (request) => {
        const caller = teamCaller(request)
        const { participant_id } = request.params
        const { session_id } = await seats.get(caller, participant_id, false)
        const { paymentId } = await payments.request(caller, participant_id, request.body, session_id)
        return lists.read(caller, paymentId)
      },
    )
  }
}
