import type pg from 'pg'

/** How what is said to the database gets there; `address` is null for a socket of this machine. */
export type Passage = { ssl: boolean; address: string | null }

/** As the database sees it: what its address in the settings comes to depends on more than that. */
export async function askPassage(pool: pg.Pool): Promise<Passage> {
  const { rows } = await pool.query<Passage>(
    'select ssl, host(inet_server_addr()) as address from pg_stat_ssl where pid = pg_backend_pid()',
  )
  return rows[0] ?? { ssl: true, address: null }
}

/** Whether somebody between this machine and the database's could read it. */
export const isOpen = ({ ssl, address }: Passage): boolean => !ssl && address !== null && !/^(127\.|::1$)/.test(address)
