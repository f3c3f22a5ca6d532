/**
 * A shortest circle through each knot of files that import each other, its first file again at its end.
 * @param {ReadonlyMap<string, readonly { to: string }[]>} graph
 * @returns {string[][]}
 */
export function circlesIn(graph) {
  return knotsOf(graph).map((knot) => {
    const inside = new Set(knot)
    const found = knot.map((file) => shortestCircle(graph, file, inside))
    return found.reduce((best, next) => (next.length < best.length ? next : best))
  })
}

/**
 * By the way back from `start` to itself, breadth first.
 * @param {ReadonlyMap<string, readonly { to: string }[]>} graph
 * @param {string} start
 * @param {ReadonlySet<string>} inside
 */
function shortestCircle(graph, start, inside) {
  /** @type {string[][]} */
  const ways = [[start]]
  const seen = new Set()
  for (const way of ways) {
    for (const { to } of graph.get(/** @type {string} */ (way.at(-1))) ?? []) {
      if (to === start) return [...way, to]
      if (!inside.has(to) || seen.has(to)) continue
      seen.add(to)
      ways.push([...way, to])
    }
  }
  return []
}

/**
 * Tarjan's strongly connected components, those of several files or of one that imports itself.
 * @param {ReadonlyMap<string, readonly { to: string }[]>} graph
 */
function knotsOf(graph) {
  /** @type {Map<string, number>} */
  const low = new Map()
  /** @type {string[]} */
  const open = []
  /** @type {string[][]} */
  const knots = []

  /** @param {string} file @returns {number} */
  const visit = (file) => {
    const index = low.size
    low.set(file, index)
    open.push(file)
    let lowest = index
    for (const { to } of graph.get(file) ?? []) {
      if (!graph.has(to)) continue
      if (!low.has(to)) lowest = Math.min(lowest, visit(to))
      else if (open.includes(to)) lowest = Math.min(lowest, low.get(to) ?? lowest)
    }
    low.set(file, lowest)
    if (lowest !== index) return lowest
    const knot = open.splice(open.indexOf(file))
    if (knot.length > 1 || graph.get(file)?.some(({ to }) => to === file)) knots.push(knot)
    return lowest
  }

  for (const file of graph.keys()) if (!low.has(file)) visit(file)
  return knots
}
