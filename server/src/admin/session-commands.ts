import { printDate } from '@anteroom/contract/dates'
import { isUuid } from '@anteroom/contract/texts'
import type { Command } from 'commander'
import { operator } from '../ground/caller.ts'
import { SetupError } from '../ground/setup-error.ts'
import type { AdminParts, Context } from './context.ts'

const dateOf = (date: Date | null) => date && printDate(date)

export function sessionCommands(session: Command, { open, terminal, asJson }: Context) {
  session
    .command('show <sessionId>')
    .description('what became of a session: its times and settings, who was there when, and what their browsers found')
    .option('--names', 'with the names of the session and of people; the audit log says so')
    .action((given: string, { names = false }: { names?: boolean }) =>
      open(async ({ overviews, ledger }: AdminParts) => {
        const sessionId = given.toLowerCase()
        const found = isUuid(sessionId) ? await overviews.read(sessionId, { names }) : null
        if (!found) {
          throw new SetupError(`There is no session ${given}. Its id is the session_id that the API has answered with.`)
        }
        // As the same is written down when it is read by the API.
        const reads = ['session.read', 'summary.read', ...(names ? ['participant.list'] : [])]
        for (const action of reads) {
          const details = action === 'session.read' ? { names } : {}
          await ledger.note(operator, { action, target: sessionId, teamId: found.team_id, details })
        }
        // Before anything is printed: who reads it may stop in the middle.
        await ledger.flush()
        const facts = {
          sessionId,
          team: found.subdomain,
          ...(names ? { name: found.session_name } : {}),
          externalId: found.external_id,
          state: found.state,
          locked: found.isLocked ? 'yes' : 'no',
          booked: printDate(found.created_at),
          bookedBy: found.client_id,
          opens: printDate(found.opensAt),
          start: printDate(found.start_time),
          end: printDate(found.end_time),
          firstEntered: dateOf(found.actual_start_time),
          lastLeft: dateOf(found.actual_end_time),
          cancelled: dateOf(found.canceled_time),
          erased: dateOf(found.erased_at),
          flags: found.feature_flags.join(', ') || null,
        }
        const participants = found.seats.map(({ name, firstEntered, left, leftBy, troubles, ...seat }) => ({
          ...seat,
          ...(names ? { name } : {}),
          firstEntered: dateOf(firstEntered),
          left: dateOf(left),
          leftBy,
          check: troubles.join(', ') || null,
        }))
        if (asJson()) return terminal.text(`${JSON.stringify({ ...facts, participants }, null, 2)}\n`)
        terminal.facts(facts, false)
        terminal.line('')
        terminal.table(participants, false)
      }),
    )
}
