/**
 * Does something again and again, each time after the last has ended. `nudge` has it done at once, or once more where
 * it is being done; `stop` waits for what is being done.
 */
export function repeat(everyMs: number, work: () => Promise<void>, failed: (error: unknown) => void) {
  let isStopped = false
  let isNudged = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null

  function wait() {
    timer = setTimeout(run, everyMs)
    timer.unref()
  }

  function run() {
    isNudged = false
    running = work()
      .catch(failed)
      .finally(() => {
        running = null
        if (isStopped) return
        if (isNudged) run()
        else wait()
      })
  }

  wait()
  return {
    nudge() {
      if (isStopped) return
      isNudged = true
      if (running !== null) return
      clearTimeout(timer)
      run()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
