import {
  type AnswerMessage,
  type Command,
  type CommandRefusal,
  readCommand,
} from '@anteroom/contract/embedding-commands'

/** Carries a command out; null when it is done, else why not. */
export type Obey = (command: Command) => Promise<CommandRefusal | null>

export type ParentCommands = {
  /** A message from the page around, whatever it may be. */
  take(data: unknown): void
  /** What carries commands out, once the room is drawn; until then they wait. */
  obey(by: Promise<Obey>): void
}

/** A page that asks for more at once, without awaiting any answer, has run wild. */
const mostAtOnce = 20

/** Answers what the page around asks for, each with its `id`: in the order in which they are done. */
export function answerCommands(post: (answer: AnswerMessage) => void): ParentCommands {
  let begin: (by: Promise<Obey>) => void = () => {}
  const obeying = new Promise<Obey>((resolve) => {
    begin = resolve
  })
  // Whoever gives a command is told; nobody may.
  obeying.catch(() => {})
  let open = 0

  async function carryOut(command: Command): Promise<CommandRefusal | null> {
    if (open >= mostAtOnce) return 'busy'
    open++
    try {
      return await (await obeying)(command)
    } catch (error) {
      console.error(`Anteroom: the command ${command.command} could not be carried out`, error)
      return 'failed'
    } finally {
      open--
    }
  }

  return {
    async take(data) {
      const message = readCommand(data)
      if (!message) return
      const { id, asked } = message
      const refused = typeof asked === 'string' ? asked : await carryOut(asked)
      post({ type: 'answer', id, ...(refused && { refused }) })
    },
    obey: begin,
  }
}
