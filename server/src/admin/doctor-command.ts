import type { Command } from 'commander'
import type { Finding } from '../doctor/findings.ts'
import type { Terminal } from './context.ts'

const signs = { ok: 'ok     ', warning: 'warning', failed: 'failed ' } as const

/** `examine`: looks at everything, and sees to it that programs learn of what has failed. */
export function doctorCommand(
  doctor: Command,
  { examine, terminal, asJson }: { examine: () => Promise<Finding[]>; terminal: Terminal; asJson: () => boolean },
) {
  doctor
    .description('look at all that the server needs around it: database, proxy, TURN, Stripe; says what to do')
    .action(async () => {
      const findings = await examine()
      if (asJson()) return terminal.table(findings, true)
      for (const { status, about, says, remedy } of findings) {
        terminal.line(`${signs[status]}  ${about}: ${says}`)
        if (remedy) terminal.line(`${' '.repeat(signs.ok.length)}  → ${remedy}`)
      }
      const failed = findings.filter(({ status }) => status === 'failed').length
      terminal.line(failed === 0 ? '\nNothing has failed.' : `\n${failed} of ${findings.length} have failed.`)
    })
}
