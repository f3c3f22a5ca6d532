import { Done } from '@anteroom/contract/api/participants'
import {
  AccountDeletion,
  AccountParams,
  maxPaymentAccounts,
  NewPaymentAccount,
  PaymentAccount,
  PaymentAccountChange,
  PaymentAccountPage,
  PaymentAccountsQuery,
} from '@anteroom/contract/api/payments'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../http/access.ts'
import { teamCaller } from '../http/authentication.ts'
import { operation } from '../http/openapi.ts'
import type { PaymentAccounts as Accounts } from './accounts.ts'

/** For whoever may set up the team for which they act; the service looks at who it is. */
export function paymentAccountRoutes(accounts: Accounts) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()

    scope.post(
      '/payment-accounts',
      {
        schema: {
          ...operation(
            'Payments',
            'createPaymentAccount',
            'Add an account at Stripe',
            `The key is tried first, and the webhook registered where the key may. A team has at most ${maxPaymentAccounts}; its first one becomes its default one, which takes whatever names no other.`,
          ),
          body: NewPaymentAccount,
          response: declareAnswers(PaymentAccount, 'conflict', 'payment-refused', 'provider-unreachable'),
        },
      },
      async (request) => accounts.add(teamCaller(request), request.body),
    )

    scope.get(
      '/payment-accounts',
      {
        schema: {
          ...operation('Payments', 'listPaymentAccounts', 'List the payment accounts of the team', 'Oldest first.'),
          querystring: PaymentAccountsQuery,
          response: declareAnswers(PaymentAccountPage),
        },
      },
      async (request) => accounts.list(teamCaller(request), request.query),
    )

    scope.get(
      '/payment-accounts/:account_id',
      {
        schema: {
          ...operation('Payments', 'getPaymentAccount', 'Read a payment account'),
          params: AccountParams,
          response: declareAnswers(PaymentAccount),
        },
      },
      async (request) => accounts.get(teamCaller(request), request.params.account_id),
    )

    scope.patch(
      '/payment-accounts/:account_id',
      {
        schema: {
          ...operation(
            'Payments',
            'updatePaymentAccount',
            'Change a payment account',
            'Only what is given is changed. Another key is tried first; it must be of the same mode and of the same account at Stripe, whose id it reads, or what was paid to it before.',
          ),
          params: AccountParams,
          body: PaymentAccountChange,
          response: declareAnswers(PaymentAccount, 'payment-refused', 'provider-unreachable'),
        },
      },
      async (request) => accounts.change(teamCaller(request), request.params.account_id, request.body),
    )

    scope.delete(
      '/payment-accounts/:account_id',
      {
        schema: {
          ...operation(
            'Payments',
            'deletePaymentAccount',
            'Delete a payment account',
            'Its key is wiped, and its webhook taken away at Stripe. What it has taken stays in the list of payments, and can be given back only at Stripe; cards that were left on it cannot be charged any more. No other account becomes the default one by itself. Not while payments are under way on it, unless with `force`: where Stripe does not take the key any more, pages to pay on and charges that were never answered are `failed` then, for the reason `account`, and refunds are not asked for any more. Look at Stripe what became of them.',
          ),
          params: AccountParams,
          querystring: AccountDeletion,
          response: declareAnswers(Done, 'conflict', 'payment-refused', 'provider-unreachable'),
        },
      },
      async (request) => {
        const { params, query } = request
        await accounts.remove(teamCaller(request), params.account_id, query.force)
        return { ok: true as const }
      },
    )
  }
}
