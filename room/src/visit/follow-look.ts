import type { VisitView } from '@anteroom/contract/realtime'
import type { Store } from '@anteroom/ui/ground/store.ts'

/** The page came with its look and its title; an integrator may change both while it is open. */
export function followLook(view: Store<VisitView>, until: AbortSignal): void {
  let { look, session } = view.get()
  const isNews = (next: VisitView) =>
    next.session.name !== session.name || (next.look && JSON.stringify(next.look) !== JSON.stringify(look))
  async function follow() {
    if (!isNews(view.get())) return
    const { changeLook, changeTitle } = await import('./change-look.ts')
    // Whatever has come by now; where the code did not come, the next view tries again from what is shown still.
    const now = view.get()
    if (!isNews(now)) return
    changeTitle(session.name, now.session.name)
    // A server from before says nothing of it.
    if (now.look) changeLook(look, now.look)
    look = now.look ?? look
    session = now.session
  }
  view.subscribe(() => void follow().catch(report), until)
}

const report = (error: unknown) => console.error('Anteroom: the look stays as it was', error)
