import { call } from './call.ts'
import { findCustomer } from './customers.ts'
import { listOf, paging, pagingByTime } from './lists.ts'
import { noSuch } from './refusal.ts'
import { list, oneOf, shortText, text } from './shapes.ts'

/** What is only read: none of it is made or changed by a call of its own. */
export const readingCalls = [
  call('GET', '/v1/account', 'account', { takes: {} }, ({ account }) => ({
    id: account.id,
    object: 'account',
    business_profile: { name: 'Stand-in practice' },
    charges_enabled: true,
    country: 'AU',
    default_currency: 'aud',
    details_submitted: true,
    email: 'practice@stand-in.example',
    payouts_enabled: true,
    settings: { dashboard: { display_name: 'Stand-in practice' } },
    type: 'standard',
  })),
  call('GET', '/v1/setup_intents/{id}', 'setup_intents', { takes: { client_secret: text } }, ({ account, id }) => {
    const setup = account.setups.get(id)
    if (!setup) throw noSuch('setupintent', id)
    return setup
  }),
  call('GET', '/v1/payment_methods/{id}', 'payment_methods', { takes: {} }, ({ account, id }) => {
    const method = account.methods.get(id)
    if (!method) throw noSuch('PaymentMethod', id)
    return method
  }),
  call(
    'GET',
    '/v1/customers/{id}/payment_methods',
    'payment_methods',
    { takes: { ...paging, type: oneOf('card') } },
    ({ account, given, id }) => {
      findCustomer(account, id)
      return listOf(account.methods, `/v1/customers/${id}/payment_methods`, given, ({ customer }) => customer === id)
    },
  ),
  call('GET', '/v1/charges/{id}', 'charges', { takes: {} }, ({ account, id }) => {
    const charge = account.charges.get(id)
    if (!charge) throw noSuch('charge', id)
    return charge
  }),
  call(
    'GET',
    '/v1/charges',
    'charges',
    { takes: { ...pagingByTime, customer: shortText, payment_intent: shortText } },
    ({ account, given }) =>
      listOf(
        account.charges,
        '/v1/charges',
        given,
        ({ customer, payment_intent }) =>
          (given.customer ?? customer) === customer && (given.payment_intent ?? payment_intent) === payment_intent,
      ),
  ),
  call('GET', '/v1/events/{id}', 'events', { takes: {} }, ({ account, id }) => {
    const event = account.events.get(id)
    if (!event) throw noSuch('event', id)
    return event
  }),
  call(
    'GET',
    '/v1/events',
    'events',
    { takes: { ...pagingByTime, type: shortText, types: list(shortText) } },
    ({ account, given }) =>
      listOf(account.events, '/v1/events', given, ({ type }) =>
        given.types ? given.types.includes(type) : (given.type ?? type) === type,
      ),
  ),
]
