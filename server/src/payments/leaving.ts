import { type OpenProvider, type Provider, ProviderError } from './provider.ts'

const paused =
  'nothing is asked of it until somebody has said whether this database is a copy: npm run admin -- database'

/**
 * As long as nobody has said whose database this is, nothing is asked: it would be asked for what another server has asked
 * for. A process that ends waits for nobody: what was asked is written down already, and another process, or this one once it is
 * started again, asks what became of it.
 */
export function askingUnless(isPaused: () => boolean, ending: AbortSignal, open: OpenProvider): OpenProvider {
  const until =
    (ask: (...given: unknown[]) => Promise<unknown>) =>
    (...given: unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const leave = () => reject(new ProviderError('busy', 'this process ends'))
        if (ending.aborted) return leave()
        if (isPaused()) return reject(new ProviderError('unreachable', paused))
        ending.addEventListener('abort', leave, { once: true })
        const done = () => ending.removeEventListener('abort', leave)
        ask(...given)
          .finally(done)
          .then(resolve, reject)
      })
  return (account) => {
    const members = Object.entries(open(account)) as [string, (...given: unknown[]) => Promise<unknown>][]
    return Object.fromEntries(members.map(([name, ask]) => [name, until(ask)])) as Provider
  }
}
