/** What Stripe says when it refuses, as its API words it. */
export type StripeError = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  decline_code?: string
  param?: string
  charge?: string
  payment_intent?: object
  payment_method?: object
  setup_intent?: object
}

/** A request that Stripe would not do. */
export class Refusal extends Error {
  readonly status: number
  readonly error: StripeError

  constructor(status: number, error: StripeError) {
    super(error.message)
    this.status = status
    this.error = error
  }
}

/** A 400 about one parameter, or about the request as it stands. */
export function invalid(message: string, more: Partial<StripeError> = {}): Refusal {
  return new Refusal(400, { type: 'invalid_request_error', message, ...more })
}

export function noSuch(what: string, id: string): Refusal {
  return new Refusal(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param: 'id',
  })
}
