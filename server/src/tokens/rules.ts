import {
  allPermissions,
  type Permission,
  printScope,
  readScope,
  usualPermissions,
} from '@anteroom/contract/api/permissions'

/** How long an access token is good for. */
export const accessTokenSeconds = 3600
/** For how long a key is published before it signs: longer than anybody keeps the published ones. */
export const keyLeadMs = 10 * 60_000
const keyLifeMs = 90 * 86_400_000
/** By how much the clocks of processes may differ. */
const skewMs = 60_000

/** When a key signs: `retiredAt` is the moment from which its successor does, and may be to come. */
export type KeyTimes = { signsFrom: Date; retiredAt: Date | null }

/** The key that signs at that moment; none where none was made yet. */
export function signingKey<Key extends KeyTimes>(keys: readonly Key[], now: Date): Key | undefined {
  const able = keys.filter(({ signsFrom, retiredAt }) => signsFrom <= now && (!retiredAt || retiredAt > now))
  return able.sort((one, other) => other.signsFrom.getTime() - one.signsFrom.getTime())[0]
}

/** Whether a token that the key signed can still be good. */
export function isKeyNeeded({ retiredAt }: KeyTimes, now: Date): boolean {
  return !retiredAt || now.getTime() < retiredAt.getTime() + accessTokenSeconds * 1000 + skewMs
}

/** Whether it is time to make the next key. */
export function isNextKeyDue(keys: readonly KeyTimes[], now: Date): boolean {
  return keys.every(({ signsFrom, retiredAt }) => retiredAt || now.getTime() >= signsFrom.getTime() + keyLifeMs)
}

/** A refresh token that was exchanged, and what it was exchanged for. */
export type Exchanged = {
  usedAt: Date
  replacement: { used_at: Date | null; revoked_at: Date | null } | undefined
}

/** For how long a refresh token can be used again when the answer to its first use may have been lost. */
const retryMs = 10_000

/** Whether somebody who uses it again may just not have got the answer: nobody has used the new one yet. */
export function isRetry({ usedAt, replacement }: Exchanged, now: Date): boolean {
  if (!replacement || replacement.used_at || replacement.revoked_at) return false
  return now.getTime() - usedAt.getTime() < retryMs
}

/** Days for which a refresh token is good after it was last used, and for which a grant is at most; null: for ever. */
export type RefreshLimits = { idleDays: number; maxDays: number | null }

const dayMs = 86_400_000

/** Until when a refresh token that is used now is good, as part of a grant that was given then. */
export function refreshTokenEnd(begunAt: Date, now: Date, { idleDays, maxDays }: RefreshLimits): Date {
  const idleEndMs = now.getTime() + idleDays * dayMs
  return new Date(maxDays === null ? idleEndMs : Math.min(idleEndMs, begunAt.getTime() + maxDays * dayMs))
}

type Scoped = { teamId: string | null; appId?: string | null | undefined; scope: string }

/**
 * What a token's holder may do for the team. Where no permission is named, the token or the grant is from before they
 * were, or the client is one of the team itself, which may do everything.
 */
export function heldPermissions({ teamId, appId, scope }: Scoped): readonly Permission[] {
  if (teamId === null) return []
  if (namesSomething(scope)) return readScope(scope).permissions
  return appId ? usualPermissions : allPermissions
}

/** Words that are not known here are a newer server's, and not nothing. */
function namesSomething(scope: string): boolean {
  const { permissions, unknown } = readScope(scope)
  return permissions.length + unknown.length > 0
}

/** The scope that is said of a token; what speaks for no team has one that no permission is part of. */
export function fullScope(scoped: Scoped): string {
  const { teamId, scope } = scoped
  return teamId === null || namesSomething(scope) ? scope : printScope(teamId, heldPermissions(scoped))
}
