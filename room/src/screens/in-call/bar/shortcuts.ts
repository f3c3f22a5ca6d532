import { type PluginId, pluginIds, plugins } from '@anteroom/contract/plugins'
import { useEffect } from 'preact/hooks'

/** The room's own keys. */
export const shortcuts = {
  microphone: 'M',
  camera: 'V',
  hand: 'H',
  people: 'P',
  waiting: 'W',
  layout: 'L',
  fullScreen: 'F',
  list: '?',
} as const

/** What has a key of its own: something of the room's, or a plugin. */
export type ShortcutName = keyof typeof shortcuts | PluginId

/** All keys, with those of the plugins after the room's. */
export const keys = Object.entries({
  ...shortcuts,
  ...Object.fromEntries(pluginIds.map((id) => [id, plugins[id].key])),
}).filter(([, key]) => key) as [ShortcutName, string][]

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'defaultPrevented'>

/** What a press of a key asks for; null while somebody writes, or when it belongs to the browser. */
export function shortcutOf(press: Press, isWriting: boolean): ShortcutName | null {
  const { key, code, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = press
  if (isWriting || ctrlKey || metaKey || altKey || repeat || defaultPrevented) return null
  // An Arabic keyboard has the same keys in the same places.
  const letter = /^[!-~]$/.test(key) ? key.toUpperCase() : code.replace(/^Key/, '')
  return keys.find(([, own]) => own === letter)?.[0] ?? null
}

/** Where a letter is a letter: fields, and lists that are searched by writing. */
const writing = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]'

type Own = Partial<Record<ShortcutName, () => void>>

/**
 * Listens for the keys. Most of them press the button that bears them (`aria-keyshortcuts`), so that what has no button
 * has no key either; `own` are those without one. Nothing happens while a dialog is open.
 */
export function useShortcuts(isOn: boolean, own: Own) {
  useEffect(() => {
    if (!isOn) return
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (document.querySelector('dialog[open]')) return
      const name = shortcutOf(event, Boolean(target?.closest(writing)))
      if (!name) return
      const [, key] = keys.find(([one]) => one === name) ?? []
      const press =
        own[name] ?? (() => document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${key}"]`)?.click())
      event.preventDefault()
      press()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn, own])
}
