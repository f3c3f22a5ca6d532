import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Product, startProduct } from '@anteroom/e2e/product'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@anteroom/server/db/embedded-postgres'
import pg from 'pg'

export type MeasuredProduct = {
  product: Product
  postgres: EmbeddedPostgres
  /** Another process on the same database; whoever asked for it ends it. */
  startAnother(): Promise<Product>
  close(): Promise<void>
}

/** The product with a database that can be reached from here as well; nothing is left of both. */
export async function startWithPostgres(settings: Record<string, string> = {}): Promise<MeasuredProduct> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anteroom-bench-'))
  // Root's database runs as another user. One who cannot get in has it elsewhere.
  await chmod(folder, 0o755)
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'db'), log: console })
  async function clear() {
    await postgres.stop()
    for (const made of [postgres.location, folder]) await rm(made, { recursive: true, force: true })
  }
  try {
    await makePasswordCheap(postgres)
    const common = {
      DATABASE_URL: urlOf(postgres),
      DATA_DIR: path.join(folder, 'data'),
      // One client asks for everything here.
      RATE_LIMIT_PER_MINUTE: '0',
      ...settings,
    }
    const product = await startProduct(common)
    const close = async () => {
      await product.close()
      await clear()
    }
    return { product, postgres, startAnother: () => startProduct(common), close }
  } catch (error) {
    await clear()
    throw error
  }
}

/** To check a password takes 29 ms of each connection by default, and each load begins with many of them. */
async function makePasswordCheap({ config }: EmbeddedPostgres) {
  const client = new pg.Client(config)
  await client.connect()
  await client.query('set scram_iterations = 1')
  await client.query(`alter user ${config.user} password '${config.password}'`)
  await client.end()
}

function urlOf({ config }: EmbeddedPostgres): string {
  return `postgres://${config.user}:${config.password}@localhost/${config.database}?host=${encodeURIComponent(config.host)}`
}
