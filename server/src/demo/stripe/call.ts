import { expanded } from './expand.ts'
import type { Form } from './form.ts'
import type { Account } from './objects.ts'
import { check, type Fields, type Given, list, shortText } from './shapes.ts'
import type { World } from './world.ts'

type Method = 'GET' | 'POST' | 'DELETE'
type Doing = (world: World, account: Account) => object
export type Call = {
  method: Method
  /** With `{id}` where an id stands. */
  path: string
  takes: Fields
  /** What a restricted key has to be allowed. */
  right: string
  /** Checks the parameters, and is then ready to be done. What is refused here was never begun. */
  prepare(form: Form, id: string): Doing
}

type Run<F extends Fields> = (asked: { world: World; account: Account; given: Given<F>; id: string }) => object

const expanding = { expand: list(shortText) }

/** A call of Stripe's API; `{id}` in its path is handed on. */
export function call<const F extends Fields>(
  method: Method,
  path: string,
  right: string,
  { takes, needs = [] }: { takes: F; needs?: readonly (keyof F & string)[] },
  run: Run<F>,
): Call {
  const all = { ...takes, ...(method === 'DELETE' ? {} : expanding) }
  return {
    method,
    path,
    takes: all,
    right,
    prepare(form, id) {
      const { expand = [], ...given } = check<Fields>(form, all, needs) as { expand?: string[] }
      return (world, account) =>
        expanded(account, run({ world, account, given: given as unknown as Given<F>, id }), expand)
    },
  }
}
