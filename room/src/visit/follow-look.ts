import type { VisitView } from '@anteroom/contract/realtime'
import type { Store } from '@anteroom/ui/ground/store.ts'

/** The page came with its look and its title; an integrator may change both while it is open. */
export function followLook(view: Store<VisitView>, until: AbortSignal): void {
  let { look, session } = view.get()
  async function follow() {
    const before = { look, session }
    const now = view.get()
    // A server from before says nothing of it.
    look = now.look ?? look
    session = now.session
    if (session.name === before.session.name && JSON.stringify(look) === JSON.stringify(before.look)) return
    const { changeLook, changeTitle } = await import('./change-look.ts')
    changeTitle(before.session.name, session.name)
    if (look) changeLook(before.look, look)
  }
  view.subscribe(() => void follow().catch(report), until)
}

const report = (error: unknown) => console.error('Anteroom: the look stays as it was', error)
