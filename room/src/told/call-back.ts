import { chime, playTones } from '../call/sound/speaker.ts'

/** Calls back whoever looks at another window, until they look here: by a tone, the title and, where it may, a notification. */
export function callBack(reason: string): void {
  const looked = new AbortController()
  const mark = `${reason} · `
  const shown = notify(reason)
  void playTones(chime, null)
  document.title = mark + document.title
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') return
      looked.abort()
      document.title = document.title.replace(mark, '')
      shown?.close()
    },
    { signal: looked.signal },
  )
}

function notify(text: string): Notification | null {
  try {
    if (Notification.permission !== 'granted') return null
    const shown = new Notification(text, { tag: 'anteroom', silent: true })
    shown.onclick = () => window.focus()
    return shown
  } catch {
    // This browser has none, or Chrome on Android, which has the name of it and throws.
    return null
  }
}
