import type { PluginId } from '@anteroom/contract/plugins'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { SwitchField } from '@anteroom/ui/field.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Desk } from '../../../desk/desk.ts'
import { laterWords, words, wordsOf } from '../../../words/words.ts'
import styles from './shortcut-list.module.css'
import { keys, type ShortcutName } from './shortcuts.ts'

/** Which key does what, and a switch for those who want none. */
export function ShortcutList({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const preferences = useStore(desk.preferences)
  const own = laterWords.stage.keys
  return (
    <Dialog title={laterWords.stage.shortcuts} className={styles.dialog} closeLabel={words.close} onClose={onClose}>
      <SwitchField
        label={laterWords.stage.shortcutsOn}
        hint={laterWords.stage.shortcutsHint}
        checked={preferences.shortcuts}
        onSwitch={(shortcuts) => desk.preferences.set({ ...preferences, shortcuts })}
      />
      <dl className={styles.list}>
        {[...keys]
          .sort(byPlace)
          .filter(isThere)
          .map(([name, key]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{name in own ? own[name as keyof typeof own] : wordsOf<{ key: string }>(name as PluginId).key}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  )
}

/** As their buttons stand in the bar, and what has none after them. */
const order: ShortcutName[] = ['microphone', 'camera', 'waiting', 'hand', 'chat', 'screen-share', 'people', 'layout']
const placeOf = ([name]: (typeof keys)[number]) => order.indexOf(name) + 1 || order.length + 1
const byPlace = (one: (typeof keys)[number], other: (typeof keys)[number]) => placeOf(one) - placeOf(other)

/** An iPhone has no full screen. */
const isThere = ([name]: (typeof keys)[number]) => name !== 'fullScreen' || document.fullscreenEnabled
