type Waiting<Item> = { item: Item; done: () => void; failed: (reason: unknown) => void }

/**
 * Writes together what comes in while earlier writes are under way: one round trip and one commit for many. With
 * little to do, each item is written at once by itself. An item that cannot be written does not take others with it:
 * what failed together is tried again one by one (a write stores all of its items or none).
 */
export function createBatches<Item>(
  write: (items: Item[]) => Promise<void>,
  { maxItems, maxWrites }: { maxItems: number; maxWrites: number },
): (item: Item) => Promise<void> {
  const waiting: Waiting<Item>[] = []
  let writes = 0

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

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      // A failed write has told those who wait for it; nothing is left to fail here.
      if (writes < maxWrites) void writeAll()
    })
}
