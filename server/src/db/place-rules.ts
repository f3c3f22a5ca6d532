/** Where a database stands and whom it serves. What PostgreSQL does not tell is null, and says nothing. */
export type Place = {
  /** Of all databases beside each other, as `initdb` numbered them. */
  cluster: string | null
  /** Which of them. */
  database: string
  /** Goes up when a backup of the cluster is recovered, or a standby becomes the first. */
  timeline: string | null
  origin: string
  isProduction: boolean
}

export const isSamePlace = (one: Place, other: Place): boolean =>
  (Object.keys(one) as (keyof Place)[]).every((member) => one[member] === other[member])

export type Difference = 'cluster' | 'database' | 'timeline' | 'origin' | 'not-in-production'

/**
 * What speaks for `here` being a copy, or restored. A server that is not in production knows nothing worth asking for: whoever
 * comes after it is right.
 */
export function differencesOf(noted: Place, here: Place): Difference[] {
  if (!noted.isProduction) return []
  if (!here.isProduction) return ['not-in-production']
  const isOther = (before: string | null, now: string | null) => before !== null && now !== null && before !== now
  const differences: Difference[] = []
  if (isOther(noted.cluster, here.cluster)) differences.push('cluster')
  if (noted.database !== here.database) differences.push('database')
  if (isOther(noted.timeline, here.timeline)) differences.push('timeline')
  if (noted.origin !== here.origin) differences.push('origin')
  // In another cluster both count from the start.
  return differences.includes('cluster')
    ? differences.filter((one) => one === 'cluster' || one === 'origin')
    : differences
}

/** For whoever runs the service. */
export function differencesInWords(differences: readonly Difference[], noted: Place, here: Place): string {
  const words: Record<Difference, string> = {
    cluster: 'it stands in another cluster of PostgreSQL',
    database: 'it is another database of the same cluster',
    timeline: 'its cluster was recovered from a backup, or a standby has become the first',
    origin: `it served ${noted.origin}, and PUBLIC_URL is ${here.origin}`,
    'not-in-production': `it served ${noted.origin} in production, and this server is not in production`,
  }
  return differences.map((difference) => words[difference]).join('; ')
}
