import type { PluginManifest } from '../plugin-manifest.ts'

/**
 * People pay before they enter, leave a card, or are asked for an amount in the call. What they see of it is the room's
 * own; the events are in `payment-events.ts`, as they ask a provider and are no decisions by themselves.
 */
export const stripePayments = { asks: [], key: null } as const satisfies PluginManifest
