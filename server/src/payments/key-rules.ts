import { ProblemError } from '../ground/problem-error.ts'
import { type KeyFacts, ProviderError } from './provider.ts'

/** Stripe's keys say of themselves whether money moves. */
export const isLiveKey = (secretKey: string): boolean => /^(sk|rk)_live_/.test(secretKey)

export const keyHint = (secretKey: string): string => secretKey.slice(-4)

/** The id of the endpoint stands beside its secret at Stripe, and is pasted instead of it. */
export function needWebhookSecret(secret: string | null | undefined) {
  if (!secret || /^whsec_\S+$/.test(secret)) return
  throw new ProblemError('invalid-request', undefined, [
    { pointer: '/webhook_secret', message: 'must be the signing secret of the webhook, which begins with whsec_' },
  ])
}

export function needAllowedKey({ missing }: KeyFacts) {
  if (missing.length === 0) return
  throw new ProblemError(
    'payment-refused',
    `The key may not do all that is needed. Edit it at Stripe (Developers, API keys), and allow it: ${missing.join('; ')}.`,
  )
}

/** Why an account is not stored, for whoever adds it. */
export function problemOfTrial(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error
  switch (error.why) {
    case 'unreachable':
    case 'busy':
      return new ProblemError('provider-unreachable', 'Stripe could not be asked about the key. Nothing was changed.')
    case 'refused-key':
      return new ProblemError('payment-refused', `Stripe does not take the key: ${error.message}`)
    case 'refused':
      return new ProblemError('payment-refused', `Stripe says: ${error.message}`)
    default:
      return error.why satisfies never
  }
}
