import { kept } from '@anteroom/ui/ground/kept.ts'
import { words } from '../../../words/words.ts'

/** A word from the browser itself, for a host who looks at another window when somebody arrives. */
export type ArrivalNotification = {
  /** Whether it is worth asking: not in a frame of another site, not where the person has refused. */
  isPossible(): boolean
  isOn(): boolean
  /** Asks the person where they have not been asked. Answers whether it is as wanted. */
  switchOn(on: boolean): Promise<boolean>
  /** It says no names: whoever shares a screen shows it to everybody. */
  show(): void
  /** Nobody waits any more. */
  close(): void
}

const memory = kept('anteroom.notify')

export function createNotification(until: AbortSignal): ArrivalNotification {
  let isWanted = memory.get() === 'yes'
  let shown: Notification | null = null
  // Chrome on Android has the name of it, and throws.
  const isKnown = typeof Notification !== 'undefined' && !/Android/.test(navigator.userAgent)
  const isPossible = () => isKnown && Notification.permission !== 'denied'
  const isOn = () => isWanted && isPossible() && Notification.permission === 'granted'
  const close = () => {
    shown?.close()
    shown = null
  }
  function show() {
    if (!isOn() || document.hasFocus()) return
    close()
    shown = new Notification(words.door.notification, { tag: 'anteroom', silent: true })
    shown.onclick = () => {
      window.focus()
      close()
    }
  }
  window.addEventListener('focus', close, { signal: until })
  until.addEventListener('abort', close)
  return {
    isPossible,
    isOn,
    async switchOn(on) {
      isWanted = on && (await Notification.requestPermission()) === 'granted'
      memory.set(isWanted ? 'yes' : null)
      return isWanted === on
    },
    show,
    close,
  }
}
