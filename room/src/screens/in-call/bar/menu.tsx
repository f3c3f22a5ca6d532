import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { version } from '../../../../package.json'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { words } from '../../../words/words.ts'
import { LanguageChoice } from '../../language-choice.tsx'
import { DeviceChoice } from '../../precall/device-choice.tsx'
import type { Layout } from '../stage/arrange.ts'
import { CaptionsChoice } from '../stage/captions.tsx'
import { FullScreen } from './full-screen.tsx'
import styles from './menu.module.css'

type Props = { room: Room; desk: Desk; view: VisitView; onShortcuts: () => void; onClose: () => void }

const layouts: readonly Layout[] = ['grid', 'speaker']

export function Menu({ room, desk, view, onShortcuts, onClose }: Props) {
  const preferences = useStore(desk.preferences)
  return (
    <Dialog title={words.menu.title} closeLabel={words.close} onClose={onClose}>
      <section className={styles.section}>
        <h3>{words.menu.devices}</h3>
        <DeviceChoice devices={room.devices} />
      </section>
      <fieldset className={styles.section}>
        <legend>{words.menu.layout}</legend>
        {layouts.map((layout) => (
          <label key={layout} className={styles.option}>
            <input
              type="radio"
              name="layout"
              checked={preferences.layout === layout}
              onChange={() => desk.preferences.set({ ...preferences, layout })}
            />
            {words.menu[layout]}
          </label>
        ))}
      </fieldset>
      <section className={styles.section}>
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={preferences.sounds}
            onChange={({ currentTarget: target }) => desk.preferences.set({ ...preferences, sounds: target.checked })}
          />
          {words.menu.sounds}
        </label>
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={preferences.selfView}
            onChange={({ currentTarget: target }) => desk.preferences.set({ ...preferences, selfView: target.checked })}
          />
          {words.stage.showSelf}
        </label>
        <CaptionsChoice desk={desk} />
        <FullScreen />
        <Button icon="keyboard" onClick={onShortcuts}>
          {words.stage.shortcuts}
        </Button>
      </section>
      <section className={styles.section}>
        <LanguageChoice />
      </section>
      <section className={styles.section}>
        <h3>{words.menu.about}</h3>
        <dl className={styles.about}>
          {view.session.name && (
            <div>
              <dt>{words.menu.session}</dt>
              <dd>
                <bdi>{view.session.name}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{words.menu.team}</dt>
            <dd>
              <bdi>{view.session.team}</bdi>
            </dd>
          </div>
        </dl>
        <p className={styles.safe}>
          <Icon name="lock" size={22} /> {words.menu.encrypted}
        </p>
        <p className={styles.version}>{words.menu.version(version)}</p>
      </section>
    </Dialog>
  )
}
