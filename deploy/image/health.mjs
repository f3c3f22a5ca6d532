// Whether the process at this port lives. A database that is away is no reason to start it again: see /readyz for that.
const [port] = process.argv.slice(2)
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) }).catch(() => null)
process.exitCode = answer?.ok ? 0 : 1
