import { Dialog } from '../../ui/dialog.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { useStore } from '../../ui/use-store.ts'
import { words } from '../../words/words.ts'
import type { CallDesk } from './call-desk.ts'
import styles from './shortcut-list.module.css'
import { type ShortcutName, shortcuts } from './shortcuts.ts'

/** Which key does what, and a switch for those who want none. */
export function ShortcutList({ desk, onClose }: { desk: CallDesk; onClose: () => void }) {
  const preferences = useStore(desk.preferences)
  return (
    <Dialog title={words.stage.shortcuts} closeLabel={words.close} onClose={onClose}>
      <SwitchField
        label={words.stage.shortcutsOn}
        hint={words.stage.shortcutsHint}
        checked={preferences.shortcuts}
        onSwitch={(shortcuts) => desk.preferences.set({ ...preferences, shortcuts })}
      />
      <dl className={styles.list}>
        {Object.entries(shortcuts).map(([name, key]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.stage.keys[name as ShortcutName]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
