import { invalid } from './refusal.ts'
import { fields, integer, shortText } from './shapes.ts'

/** What each list takes. */
export const paging = { limit: integer, starting_after: shortText, ending_before: shortText }
/** Most can be asked for what was made in a time, too. */
export const pagingByTime = {
  ...paging,
  created: fields({ gt: integer, gte: integer, lt: integer, lte: integer }),
}

type Asked = {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: { gt?: number; gte?: number; lt?: number; lte?: number }
}

type Listed = { id: string; created: number }

/** The newest first. */
export function listOf<One extends Listed>(
  all: ReadonlyMap<string, One>,
  url: string,
  { limit = 10, starting_after, ending_before, created = {} }: Asked,
  isWanted: (one: One) => boolean = () => true,
) {
  if (limit < 1 || limit > 100) throw invalid(`This value must be from 1 to 100, not ${limit}.`, { param: 'limit' })
  const { gt = -1, gte = 0, lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = created
  const isInTime = ({ created: at }: Listed) => at > gt && at >= gte && at < lt && at <= lte
  const wanted = [...all.values()].reverse().filter((one) => isInTime(one) && isWanted(one))
  if (ending_before !== undefined) {
    const end = placeOf(wanted, ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', url, has_more: start > 0, data: wanted.slice(start, end) }
  }
  const start = starting_after === undefined ? 0 : placeOf(wanted, starting_after, 'starting_after') + 1
  return { object: 'list', url, has_more: wanted.length > start + limit, data: wanted.slice(start, start + limit) }
}

function placeOf(wanted: readonly Listed[], id: string, param: string): number {
  const place = wanted.findIndex((one) => one.id === id)
  if (place < 0) throw invalid(`No such object: '${id}'`, { code: 'resource_missing', param })
  return place
}
