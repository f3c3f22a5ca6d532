/** Does something again and again, each time after the last has ended; `stop` waits for one that runs. */
export function repeat(everyMs: number, work: () => Promise<void>, failed: (error: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  function next() {
    timer = setTimeout(() => {
      running = work()
        .catch(failed)
        .finally(() => {
          if (!stopped) next()
        })
    }, everyMs)
    timer.unref()
  }

  next()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
