import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '../ui/button.tsx'
import { Heading } from '../ui/heading.tsx'
import { Card, Page } from '../ui/page.tsx'
import { words } from '../words/words.ts'

/** When a part of the page did not arrive: the only way on is to load it again. */
export function Broken({ view }: { view: VisitView }) {
  return (
    <Page owner={view.session.team}>
      <Card>
        <Heading>{words.broken.title}</Heading>
        <p>{words.broken.text}</p>
        <Button tone="primary" onClick={() => location.reload()}>
          {words.broken.button}
        </Button>
      </Card>
    </Page>
  )
}
