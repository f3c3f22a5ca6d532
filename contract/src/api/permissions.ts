/**
 * What an application may be allowed to do for a team: the words of OAuth's `scope` (RFC 6749 3.3), with what each means
 * to integrators. What it means to the person who is asked stands with the consent page's words.
 */
export const permissions = {
  'sessions:read': 'Read sessions: names, times and settings.',
  sessions: 'Book, change and cancel sessions. Includes `sessions:read`.',
  participants: 'Read, add, change and remove participants. Their entry links are in the answers.',
  summaries: 'Read what became of sessions.',
  payments: 'Read payments, ask for them, charge cards that were left, and refund.',
  webhooks: 'Register webhooks, read what they were told, and list events.',
  audit: 'Read the audit log.',
} as const satisfies Record<string, string>

export type Permission = keyof typeof permissions

export const allPermissions = Object.keys(permissions) as Permission[]

/** For an application that asks for nothing in particular, as published clients do, and for grants from before there was a choice. */
export const usualPermissions: readonly Permission[] = ['sessions', 'participants', 'summaries']

const included: { readonly [permission in Permission]?: readonly Permission[] } = { sessions: ['sessions:read'] }

/** Whether somebody with these permissions has that one, by itself or as part of another. */
export function isPermitted(held: readonly Permission[], permission: Permission): boolean {
  return held.some((one) => one === permission || (included[one]?.includes(permission) ?? false))
}

const isPermission = (word: string): word is Permission => Object.hasOwn(permissions, word)

/**
 * The permissions in a scope, in the order of the list above and without those that another one includes, and the words
 * that are none. `team_api` and `team_api[<team>]` name a team and not what may be done for it.
 */
export function readScope(scope: string): { permissions: Permission[]; unknown: string[] } {
  const words = scope.split(' ').filter((word) => word !== '' && !/^team_api(\[[^\]]*\])?$/.test(word))
  const known = words.filter(isPermission)
  const isPart = (permission: Permission) => known.some((word) => included[word]?.includes(permission))
  return {
    permissions: allPermissions.filter((permission) => known.includes(permission) && !isPart(permission)),
    unknown: words.filter((word) => !isPermission(word)),
  }
}

/** The scope of a token: the team, by which published clients know it, and what may be done for that team. */
export function printScope(teamId: string, held: readonly Permission[]): string {
  return [`team_api[${teamId}]`, ...readScope(held.join(' ')).permissions].join(' ')
}
