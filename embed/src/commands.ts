import type { AnswerMessage, Command, CommandMessage, CommandRefusal } from '@anteroom/contract/embedding-commands'

/** How long a room may take over a command, in milliseconds; longer over one that asks its person first. */
const answerWithinMs = 10_000
const personAnswersWithinMs = 100_000

/** Why a command was not carried out: `code`, in a word. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
  readonly code: CommandRefusal

  constructor(command: Command['command'], code: CommandRefusal) {
    super(`${command}: ${code}`)
    this.code = code
  }
}

type Open = { message: CommandMessage; isSent: boolean; settle(refused?: CommandRefusal): void }

/** Commands on their way to a room and back. Those that are given before it has started wait for that. */
export function createCommands(post: (message: CommandMessage) => void) {
  const open = new Map<string, Open>()
  /** What the room knows, once it has said so. */
  let known: readonly string[] | null = null
  let last = 0

  function send(one: Open) {
    if (one.isSent || !known) return
    if (!known.includes(one.message.command)) return one.settle('unknown-command')
    one.isSent = true
    post(one.message)
  }

  return {
    give(command: Command): Promise<void> {
      const id = String(++last)
      return new Promise((resolve, reject) => {
        const patienceMs = command.command === 'askToUnmute' ? personAnswersWithinMs : answerWithinMs
        const timer = setTimeout(() => one.settle('no-answer'), patienceMs)
        const one: Open = {
          message: { type: 'command', id, ...command },
          isSent: false,
          settle(refused) {
            clearTimeout(timer)
            open.delete(id)
            if (refused) reject(new CommandRefused(command.command, refused))
            else resolve()
          },
        }
        open.set(id, one)
        send(one)
      })
    },
    /** The room has started, and knows these. */
    start(commands: readonly string[]) {
      known = commands
      for (const one of [...open.values()]) send(one)
    },
    take({ id, refused }: Omit<AnswerMessage, 'type'>) {
      open.get(id)?.settle(refused)
    },
    /** The room is gone, and will not answer. */
    end() {
      known = null
      for (const one of [...open.values()]) one.settle('no-answer')
    },
  }
}
