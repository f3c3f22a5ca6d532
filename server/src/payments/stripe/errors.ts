import type { PaymentTrouble } from '@anteroom/contract/payments'
import Stripe from 'stripe'
import { NotPermitted, ProviderError } from '../provider.ts'

const { errors } = Stripe

/** Does what is asked of Stripe; what goes wrong is told in our words. */
export async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    throw providerErrorOf(error)
  }
}

function providerErrorOf(error: unknown): unknown {
  if (!(error instanceof errors.StripeError)) return error
  const told = { cause: error }
  if (error instanceof errors.StripePermissionError) return new NotPermitted(error.message, told)
  return new ProviderError(whyOf(error), error.message, told)
}

function whyOf(error: InstanceType<typeof errors.StripeError>): ProviderError['why'] {
  if (error instanceof errors.StripeConnectionError) return 'unreachable'
  if (error instanceof errors.StripeRateLimitError) return 'busy'
  // The same is being done at this moment, or was asked for in other words: later it is only asked whether it was done.
  if (error.statusCode === 409 || error instanceof errors.StripeIdempotencyError) return 'busy'
  if (error instanceof errors.StripeAuthenticationError) return 'refused-key'
  if (error instanceof errors.StripeAPIError) return 'unreachable'
  return 'refused'
}

/** What Stripe says of a card that was not charged or kept. */
export type CardError = { code?: string | null; decline_code?: string | null }

const troubles: Record<string, PaymentTrouble> = {
  insufficient_funds: 'no-funds',
  withdrawal_count_limit_exceeded: 'no-funds',
  card_velocity_exceeded: 'no-funds',
  expired_card: 'card-expired',
  authentication_required: 'not-approved',
  authentication_not_handled: 'not-approved',
  payment_intent_authentication_failure: 'not-approved',
  setup_intent_authentication_failure: 'not-approved',
  mobile_device_authentication_required: 'not-approved',
}

/** Stripe asks that the rest, a card that was reported stolen among it, is not told from a card that is merely declined. */
export function troubleOf(error: CardError | null | undefined): PaymentTrouble | null {
  if (!error) return null
  return troubles[error.decline_code ?? ''] ?? troubles[error.code ?? ''] ?? 'declined'
}
