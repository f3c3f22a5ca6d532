import { AnteroomSession } from './anteroom-session.ts'
import { CommandRefused } from './commands.ts'

export type { AnteroomSessionEvents } from './anteroom-session.ts'
export { AnteroomSession, CommandRefused }

// A page may load the script twice; while pages are rendered on a server there are no elements.
if (globalThis.customElements && !customElements.get('anteroom-session')) {
  customElements.define('anteroom-session', AnteroomSession)
}

declare global {
  interface HTMLElementTagNameMap {
    'anteroom-session': AnteroomSession
  }
}
