import { setImmediate } from 'node:timers'

type Waiting<Item> = { item: Item; done: () => void; failed: (reason: unknown) => void }

/**
 * Writes together what comes in at once, and what comes in while earlier writes are under way: one round trip and one
 * commit for many. With `enough` of them a write begins before the rest of what came with them is read, so that the database
 * works while this process does. An item that cannot be written does not take others with it: what failed together
 * is tried again one by one (a write stores all of its items or none).
 */
export function createBatches<Item>(
  write: (items: Item[]) => Promise<void>,
  { enough, maxItems, maxWrites }: { enough: number; maxItems: number; maxWrites: number },
): (item: Item) => Promise<void> {
  const waiting: Waiting<Item>[] = []
  let writes = 0
  let isDue = false

  async function writeNext() {
    const batch = waiting.splice(0, maxItems)
    try {
      await write(batch.map(({ item }) => item))
      for (const { done } of batch) done()
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error)
      else await Promise.all(batch.map(({ item, done, failed }) => write([item]).then(done, failed)))
    }
  }

  async function writeAll() {
    writes += 1
    while (waiting.length > 0) await writeNext()
    writes -= 1
  }

  // A failed write has told those who wait for it; nothing is left to fail here.
  function writeIfFree() {
    if (writes < maxWrites && waiting.length > 0) void writeAll()
  }

  function writeWhenRead() {
    if (isDue || writes >= maxWrites) return
    isDue = true
    setImmediate(() => {
      isDue = false
      writeIfFree()
    })
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (waiting.length >= enough) writeIfFree()
      else writeWhenRead()
    })
}
