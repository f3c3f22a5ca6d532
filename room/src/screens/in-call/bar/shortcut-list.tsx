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
      <div className={styles.groups}>
        {groupsHere().map((group) => (
          <section key={group.name}>
            <h3>{laterWords.stage.keyGroups[group.name]}</h3>
            <dl className={styles.list}>
              {group.keys.map((name) => (
                <div key={name}>
                  <dt>
                    <kbd>{keyOf(name)}</kbd>
                  </dt>
                  <dd>
                    {name in own ? own[name as keyof typeof own] : wordsOf<{ key: string }>(name as PluginId).key}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SwitchField
        label={laterWords.stage.shortcutsOn}
        hint={laterWords.stage.shortcutsHint}
        checked={preferences.shortcuts}
        onSwitch={(shortcuts) => desk.preferences.set({ ...preferences, shortcuts })}
      />
    </Dialog>
  )
}

const first: readonly ShortcutName[] = ['microphone', 'camera', 'hand', 'screen-share']
const panels: readonly ShortcutName[] = ['waiting', 'chat', 'people']
const keyOf = (name: ShortcutName) => keys.find(([own]) => own === name)?.[1]

/** As their buttons stand in the bar, and what has none after them. An iPhone has no full screen. */
function groupsHere() {
  const there = keys.map(([name]) => name).filter((name) => name !== 'fullScreen' || document.fullscreenEnabled)
  return [
    { name: 'own', keys: first.filter((name) => there.includes(name)) },
    { name: 'panels', keys: panels.filter((name) => there.includes(name)) },
    { name: 'view', keys: there.filter((name) => !first.includes(name) && !panels.includes(name)) },
  ] as const
}
