import type { Clock } from '@anteroom/ui/ground/clock.ts'
import type { MediaEngineKind } from './media.ts'
import { mesh } from './mesh/mesh.ts'

type Loaded = MediaEngineKind | Promise<MediaEngineKind>

/**
 * Every engine there is, and how it comes: the mesh with the page, as most calls begin with it; another one is fetched
 * when a call wants it, `() => import('./other/other.ts').then(({ other }) => other)`.
 */
const engines = {
  mesh: () => mesh,
} satisfies Record<string, () => Loaded>

/** The engine of a call. */
export const loadEngine = (): Loaded => engines.mesh()

const againMs = 2_000

/** Uses an engine: at once if it is loaded, else when it is, after as many tries as that takes. */
export function withEngine(
  load: () => Loaded,
  use: (engine: MediaEngineKind) => void,
  clock: Clock,
  until: AbortSignal,
) {
  const engine = load()
  if (!(engine instanceof Promise)) return use(engine)
  engine.then(
    (loaded) => until.aborted || use(loaded),
    () => clock.after(againMs, () => withEngine(load, use, clock, until), until),
  )
}
