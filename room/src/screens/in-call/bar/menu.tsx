import type { VisitView } from '@anteroom/contract/realtime'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { LanguageChoice } from '../../language-choice.tsx'
import type { Layout } from '../stage/arrange.ts'
import { CaptionsChoice } from '../stage/captions.tsx'
import { BarPopover } from './bar-popover.tsx'
import { FullScreen } from './full-screen.tsx'
import { Help } from './help.tsx'
import styles from './menu.module.css'
import { Row } from './row.tsx'
import { Settings } from './settings.tsx'

type Props = {
  room: Room
  desk: Desk
  view: VisitView
  onShortcuts: () => void
  onClose: () => void
  /** Whether the bar has a button for whoever needs help now. */
  hasHelp: boolean
  /** On a phone, the controls for which its bar has no place. */
  children: ComponentChildren
}

const layouts: readonly Layout[] = ['grid', 'speaker']

const pictures = {
  settings: {
    path: 'M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0 3 3 0 1 0-6 0ZM5 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0Z',
  },
  layout: { path: 'M4 4.5h16V14H4V4.5ZM4 17.5h4.5v2H4v-2ZM15.5 17.5H20v2h-4.5v-2Z' },
}

/** What is not needed often, in even rows; what takes more than one press has its own sheet. */
export function Menu({ room, desk, view, onShortcuts, onClose, hasHelp, children }: Props) {
  const preferences = useStore(desk.preferences)
  const [sheet, setSheet] = useState<'settings' | 'help' | null>(null)
  if (sheet === 'settings') return <Settings room={room} desk={desk} onClose={onClose} />
  if (sheet === 'help') return <Help room={room} desk={desk} view={view} {...{ hasHelp, onShortcuts, onClose }} />
  const help = (
    <Row
      icon={hasHelp ? 'info' : 'help'}
      label={hasHelp ? laterWords.menu.about : words.menu.help}
      onClick={() => setSheet('help')}
    />
  )
  // Whoever cannot hear looks for nothing else.
  const helpFirst = view.settings.menu && view.me.role !== 'HOST' && !hasHelp
  return (
    <BarPopover title={children ? words.call.more : laterWords.menu.title} onClose={onClose}>
      {helpFirst && <div className={styles.first}>{help}</div>}
      {children && (
        // The sheet goes first, as what opens then wants the focus.
        <div className={styles.controls} onClickCapture={onClose}>
          {children}
        </div>
      )}
      {view.settings.menu && (
        <div>
          <Row icon={pictures.settings} label={laterWords.menu.settings} onClick={() => setSheet('settings')} />
          {view.people.length > 1 && (
            <Row icon={pictures.layout} label={laterWords.menu.layout}>
              <fieldset className={styles.choice}>
                <legend hidden>{laterWords.menu.layout}</legend>
                {layouts.map((layout) => (
                  <label key={layout}>
                    <input
                      type="radio"
                      name="layout"
                      checked={preferences.layout === layout}
                      onChange={() => desk.preferences.set({ ...preferences, layout })}
                    />
                    <span>{laterWords.menu[layout]}</span>
                  </label>
                ))}
              </fieldset>
            </Row>
          )}
          <CaptionsChoice desk={desk} />
          <FullScreen />
          <div className={styles.language}>
            <LanguageChoice />
          </div>
          {!helpFirst && help}
        </div>
      )}
    </BarPopover>
  )
}
