import type { VisitView } from '@anteroom/contract/realtime'
import { Page } from '../ui/page.tsx'
import { words } from '../words/words.ts'

export function Loading({ view }: { view: VisitView }) {
  return (
    <Page owner={view.session.team}>
      <p role="status" style={{ textAlign: 'center' }}>
        {words.loading}
      </p>
    </Page>
  )
}
