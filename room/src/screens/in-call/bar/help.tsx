import type { VisitView } from '@anteroom/contract/realtime'
import { Button } from '@anteroom/ui/button.tsx'
import { Dialog } from '@anteroom/ui/dialog.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { version } from '../../../../package.json'
import type { Desk } from '../../../desk/desk.ts'
import type { Room } from '../../../room.ts'
import { laterWords, words } from '../../../words/words.ts'
import { AskForHelp } from '../help/ask-for-help.tsx'
import styles from './help.module.css'

type Props = {
  room: Room
  desk: Desk
  view: VisitView
  onShortcuts: () => void
  onClose: () => void
  /** Whether the bar has a button of its own for whoever needs help now. */
  hasHelp: boolean
}

/** What this call is, what keeps it private, and which keys it has. */
export function Help({ room, desk, view, onShortcuts, onClose, hasHelp }: Props) {
  const { name, team } = view.session
  return (
    <Dialog title={hasHelp ? laterWords.menu.about : words.menu.help} closeLabel={words.close} onClose={onClose}>
      {view.me.role !== 'HOST' && !hasHelp && <AskForHelp room={room} desk={desk} />}
      <section className={styles.about}>
        {!hasHelp && <h3>{laterWords.menu.about}</h3>}
        <dl>
          {name && (
            <div>
              <dt>{laterWords.menu.session}</dt>
              <dd>
                <bdi>{name}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{laterWords.menu.team}</dt>
            <dd>
              <bdi>{team}</bdi>
            </dd>
          </div>
        </dl>
        <p className={styles.safe}>
          <Icon name="lock" size={22} /> {laterWords.menu.encrypted}
        </p>
      </section>
      <Button onClick={onShortcuts}>{laterWords.stage.shortcuts}</Button>
      <p className={styles.version}>{laterWords.menu.version(version)}</p>
    </Dialog>
  )
}
