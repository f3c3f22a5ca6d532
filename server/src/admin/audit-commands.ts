import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Checkpoint, readCheckpoints } from '../audit/checkpoints.ts'
import type { Some } from '../audit/evidence.ts'
import type { Audit } from '../audit/service.ts'
import { operator } from '../ground/caller.ts'
import { SetupError } from '../ground/setup-error.ts'
import { type Context, findTeamId } from './context.ts'

const several = ({ entries, first, last }: Some) =>
  entries === 1 ? `entry ${first} was` : `${entries} entries between ${first} and ${last} were`

const chainOf = (teamId: string | null) => (teamId ? `team ${teamId}` : 'no team')

export function auditCommands(audit: Command, { open, terminal }: Context) {
  audit
    .command('export [team]')
    .description('print the entries of a team, or of what concerns no team, one JSON object a line')
    .action((teamName: string | undefined) =>
      open(async (parts) => {
        const teamId = teamName === undefined ? null : await findTeamId(parts, teamName)
        await parts.ledger.note(operator, { action: 'audit.export', target: teamId, teamId })
        // Before anything is printed: who reads it may stop in the middle.
        await parts.ledger.flush()
        await parts.audit.seal()
        for await (const entry of parts.audit.export(teamId)) terminal.line(JSON.stringify(entry))
      }),
    )

  audit
    .command('checkpoint')
    .description('print where all chains end now, one JSON object a line, to be kept on another machine')
    .action(() =>
      open(async ({ audit }) => {
        await audit.seal()
        for (const point of await audit.checkpoints()) terminal.line(JSON.stringify(point))
      }),
    )

  audit
    .command('verify')
    .description('compute all hashes anew; fails where an entry was changed or taken away')
    .option('--checkpoint <file>', 'what "audit checkpoint" printed before: it has to be in the chains still')
    .action(async ({ checkpoint }: { checkpoint?: string }) => {
      const points = checkpoint === undefined ? [] : await checkpointsIn(checkpoint)
      await open(async ({ audit }) => {
        await audit.seal()
        const broken: string[] = []
        for (const teamId of await audit.chains()) {
          const { entries, head, beginsAt, keyedFrom, provenFrom, brokenAt, unproven, late } =
            await audit.verify(teamId)
          const of = chainOf(teamId)
          const keyed = keyedFrom === null ? 'none of them keyed' : `keyed from ${keyedFrom} on`
          const cut = beginsAt === 1 ? '' : `those before ${beginsAt} deleted, `
          const proven = provenFrom === null ? 'none of them proven' : `proven from ${provenFrom} on`
          terminal.line(`${of}: ${entries} entries, ${cut}${keyed}, ${proven}, the last hash is ${head}`)
          if (brokenAt !== null) broken.push(`${of}: entry ${brokenAt} does not follow from the one before`)
          if (unproven) broken.push(`${of}: ${several(unproven)} not written by the service`)
          if (late) terminal.line(`${of}: ${several(late)} put in place more than an hour after the fact`)
        }
        broken.push(...(await missing(audit, points)))
        if (broken.length > 0) throw new SetupError(`The audit log was tampered with. ${broken.join('. ')}.`)
        terminal.line(points.length > 0 ? 'All chains are whole, and hold the checkpoints.' : 'All chains are whole.')
      })
    })

  async function missing(audit: Audit, points: Checkpoint[]): Promise<string[]> {
    const broken: string[] = []
    for (const point of points) {
      const outcome = await audit.holds(point)
      const of = `${chainOf(point.team)}: the entry ${point.seq}`
      if (outcome === 'broken')
        broken.push(`${of} of ${point.at} is not there any more as it was, and AUDIT_LOG_DAYS does not say why`)
      if (outcome === 'cut') terminal.line(`${of} of ${point.at} has been deleted by its age`)
    }
    return broken
  }
}

async function checkpointsIn(file: string): Promise<Checkpoint[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new SetupError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { cause: error })
  }
  const points = readCheckpoints(text)
  const at = points.indexOf(null)
  if (points.length === 0 || at >= 0) throw new SetupError(`${file} holds no checkpoint in line ${at + 1 || 1}.`)
  return points.filter((point) => point !== null)
}
