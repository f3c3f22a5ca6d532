import { call } from './call.ts'
import type { Account, Customer } from './objects.ts'
import { noSuch } from './refusal.ts'
import { pairs, text } from './shapes.ts'
import type { World } from './world.ts'

type NewCustomer = { email?: string; name?: string; description?: string; metadata?: Record<string, string> }

export function newCustomer(world: World, account: Account, asked: NewCustomer): Customer {
  const customer: Customer = {
    id: world.id('cus_'),
    object: 'customer',
    created: world.now(),
    description: asked.description ?? null,
    email: asked.email ?? null,
    livemode: account.isLive,
    metadata: asked.metadata ?? {},
    name: asked.name ?? null,
  }
  account.customers.set(customer.id, customer)
  world.happen(account, 'customer.created', customer)
  return customer
}

export function findCustomer(account: Account, id: string): Customer {
  const customer = account.customers.get(id)
  if (!customer || customer.deleted) throw noSuch('customer', id)
  return customer
}

export const customerCalls = [
  call(
    'POST',
    '/v1/customers',
    'customers',
    { takes: { email: text, name: text, description: text, metadata: pairs } },
    ({ world, account, given }) => newCustomer(world, account, given),
  ),
  call('GET', '/v1/customers/{id}', 'customers', { takes: {} }, ({ account, id }) => {
    const customer = account.customers.get(id)
    if (!customer) throw noSuch('customer', id)
    return customer.deleted ? { id, object: 'customer', deleted: true } : customer
  }),
  // The cards that were kept for them are forgotten, too.
  call('DELETE', '/v1/customers/{id}', 'customers', { takes: {} }, ({ world, account, id }) => {
    const customer = findCustomer(account, id)
    customer.deleted = true
    for (const method of account.methods.values()) {
      if (method.customer === id) method.customer = null
    }
    world.happen(account, 'customer.deleted', customer)
    return { id, object: 'customer', deleted: true }
  }),
]
