/**
 * Every way of saying no, by its code. `type` in a problem (RFC 9457) is `/problems/<code>`, `title` and `status`
 * stand here and nowhere else; events answer with the same codes.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request has members that cannot be used' },
  'session-over': { status: 400, title: 'The session is over' },
  'session-started': { status: 400, title: 'The session has started' },
  'session-cancelled': { status: 401, title: 'The session was cancelled' },
  'filter-too-wide': { status: 400, title: 'The filter finds too little in too much' },
  'not-authenticated': { status: 401, title: 'The call needs a valid access token' },
  'not-allowed': { status: 403, title: 'This token may not do that' },
  'insufficient-scope': { status: 403, title: 'The application was not given the permission for that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'The request contradicts what is there' },
  'idempotency-key-reused': { status: 409, title: 'The Idempotency-Key belongs to another request' },
  'events-forgotten': { status: 410, title: 'Events that follow this cursor are not kept any more' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a type that is not read here' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is not ready' },
  'wrong-phase': { status: 409, title: 'This cannot be done now' },
  'plugin-off': { status: 403, title: 'This session does without that part of the room' },
  'too-soon': { status: 429, title: 'It is too soon to do that again' },
  'fee-paid': { status: 409, title: 'The fee was paid already' },
  'not-collectable': { status: 409, title: 'The team has no payment account that could take this' },
  'payment-refused': { status: 422, title: 'The payment provider has refused this' },
  'provider-unreachable': { status: 503, title: 'The payment provider does not answer' },
  'link-used-elsewhere': { status: 403, title: 'The link belongs to another browser' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems
