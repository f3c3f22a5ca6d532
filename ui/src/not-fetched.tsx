import { Button } from './button.tsx'
import { Note } from './note.tsx'

type Props = { text: string; button: string; onAgain: () => void }

/** Says that a part could not be loaded, and offers to try again. */
export function NotFetched({ text, button, onAgain }: Props) {
  return (
    <Note icon="alert" tone="warning" live>
      <p>{text}</p>
      <Button size="small" onClick={onAgain}>
        {button}
      </Button>
    </Note>
  )
}
