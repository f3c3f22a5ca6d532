/** What comes of some work, or `late` where that takes longer than so long; then the work goes on all the same. */
export async function within<Outcome>(ms: number, work: Promise<Outcome>): Promise<Outcome | 'late'> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), ms)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
