import { useAnnounce } from '@anteroom/ui/announcer.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { Icon, type Picture } from '@anteroom/ui/icon.tsx'
import { useStore } from '@anteroom/ui/use-store.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Desk } from '../../../desk/desk.ts'
import { laterWords, words } from '../../../words/words.ts'
import type { Place } from './arrange.ts'
import styles from './tile-actions.module.css'
import type { TileContent } from './tile-content.ts'

type Props = {
  desk: Desk
  content: TileContent
  place: Place
  canPin: boolean
  /** Whether all of a picture is shown that would else fill the screen. */
  isWhole: boolean
  onWhole: () => void
}

/** What can be done with somebody else's picture. Seen while somebody points at it or has the focus in it; on touch, after a tap. */
export function TileActions({ desk, content, place, canPin, isWhole, onWhole }: Props) {
  const isPinned = useStore(desk.pinned) === content.key
  const announce = useAnnounce()
  const { kind, name, video, key } = content
  const whose = kind === 'screen' ? words.call.screenOf(name) : name
  const pin = () => {
    desk.pinned.set(isPinned ? null : key)
    announce(isPinned ? laterWords.stage.unpinned : laterWords.stage.pinned(whose))
  }
  const Door = useStore(desk.parts).find(({ id }) => id === 'door')?.parts.OnScreen
  return (
    <>
      {kind === 'screen' && Door && <Door />}
      <div className={classNames(styles.actions, place.role === 'main' && styles.main)}>
        {canPin && (
          <Action
            icon={isPinned ? 'unpin' : 'pin'}
            label={laterWords.stage.of(isPinned ? laterWords.stage.unpin : laterWords.stage.pin, whose)}
            onClick={pin}
          />
        )}
        {video && place.role === 'main' && <PictureInPicture content={content} whose={whose} />}
        {video && place.fills && (
          <Action
            icon="screen"
            label={laterWords.stage.of(isWhole ? laterWords.stage.fillScreen : laterWords.stage.showWhole, whose)}
            onClick={onWhole}
          />
        )}
      </div>
    </>
  )
}

/** A window over other programs, so that a clinician sees the patient while writing. Not in every browser. */
function PictureInPicture({ content, whose }: { content: TileContent; whose: string }) {
  const [isOut, setOut] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const selector =
    content.kind === 'screen' ? `video[data-screen="${content.visitId}"]` : `video[data-visit="${content.visitId}"]`
  useEffect(() => {
    const update = () => setOut(document.pictureInPictureElement === document.querySelector(selector))
    document.addEventListener('enterpictureinpicture', update)
    document.addEventListener('leavepictureinpicture', update)
    return () => {
      document.removeEventListener('enterpictureinpicture', update)
      document.removeEventListener('leavepictureinpicture', update)
    }
  }, [selector])
  if (!document.pictureInPictureEnabled) return null
  const toggle = async () => {
    setFailed(false)
    try {
      if (isOut) await document.exitPictureInPicture()
      else await document.querySelector<HTMLVideoElement>(selector)?.requestPictureInPicture()
    } catch {
      // The browser has its reasons, such as a picture that has not begun.
      setFailed(true)
    }
  }
  const label = isOut ? laterWords.stage.leavePictureInPicture : laterWords.stage.pictureInPicture
  return (
    <>
      {hasFailed && (
        <p role="status" className={styles.failed}>
          {laterWords.stage.pictureInPictureFailed}
        </p>
      )}
      <Action icon="picture-in-picture" label={laterWords.stage.of(label, whose)} onClick={() => void toggle()} />
    </>
  )
}

function Action({ icon, label, onClick }: { icon: Picture; label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.action} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} size={20} />
    </button>
  )
}
