import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { eyeOffIcon } from '@anteroom/ui/later-icons.ts'
import { Popover } from '@anteroom/ui/popover.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import type { Desk } from '../../../desk/desk.ts'
import { laterWords, words } from '../../../words/words.ts'
import { Row } from '../bar/row.tsx'
import { corners } from './arrange.ts'

type Props = { desk: Desk; floats: boolean; canPin: boolean; onClose: () => void }

/** What can be done with one's own picture. */
export function SelfMenu({ desk, floats, canPin, onClose }: Props) {
  const preferences = useStore(desk.preferences)
  const isPinned = useStore(desk.pinned) === 'self'
  const announce = useAnnounce()
  const choose = (act: () => void) => () => {
    act()
    onClose()
  }
  const move = () => {
    const corner = corners[(corners.indexOf(preferences.corner) + 1) % corners.length] ?? 'bottom-end'
    desk.preferences.set({ ...preferences, corner })
  }
  const pin = () => {
    desk.pinned.set(isPinned ? null : 'self')
    announce(isPinned ? laterWords.stage.unpinned : laterWords.stage.pinned(words.you))
  }
  const hide = () => {
    desk.preferences.set({ ...preferences, selfView: false })
    announce(laterWords.stage.selfHidden)
  }
  return (
    <Popover title={laterWords.stage.ownPicture} closeLabel={words.close} onClose={onClose}>
      <div>
        {floats && (
          <Row
            icon={{
              path: 'M12 3v18M3 12h18M9.5 5.5 12 3l2.5 2.5M9.5 18.5 12 21l2.5-2.5M5.5 9.5 3 12l2.5 2.5M18.5 9.5 21 12l-2.5 2.5',
            }}
            label={laterWords.stage.moveSelf}
            onClick={choose(move)}
          />
        )}
        {canPin && (
          <Row
            icon={isPinned ? 'unpin' : 'pin'}
            label={isPinned ? laterWords.stage.unpin : laterWords.stage.pin}
            onClick={choose(pin)}
          />
        )}
        <Row icon={eyeOffIcon} label={laterWords.stage.hideSelf} onClick={choose(hide)} />
      </div>
    </Popover>
  )
}
