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

type Props = { room: Room; desk: Desk; view: VisitView; onShortcuts: () => void; onClose: () => void }

/** What this call is, what keeps it private, and which keys it has. */
export function Help({ room, desk, view, onShortcuts, onClose }: Props) {
  const { name, team } = view.session
  return (
    <Dialog title={words.menu.help} closeLabel={words.close} onClose={onClose}>
      {view.me.role !== 'HOST' && <AskForHelp room={room} desk={desk} />}
      <section className={styles.about}>
        <h3>{laterWords.menu.about}</h3>
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
