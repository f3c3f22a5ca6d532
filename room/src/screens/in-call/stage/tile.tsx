import { hueOf } from '@anteroom/contract/initials'
import { Avatar } from '@anteroom/ui/avatar.tsx'
import { classNames } from '@anteroom/ui/class-names.ts'
import { glide } from '@anteroom/ui/glide.ts'
import { Hidden } from '@anteroom/ui/hidden.tsx'
import { Icon } from '@anteroom/ui/icon.tsx'
import { Video } from '@anteroom/ui/video.tsx'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Line } from '../../../call/media.ts'
import { words } from '../../../words/words.ts'
import { Later } from '../../later.tsx'
import { OwnPictureHere } from '../../own-picture.tsx'
import { fitOf, type Place } from './arrange.ts'
import styles from './tile.module.css'
import type { TileContent } from './tile-content.ts'

type Props = {
  content: TileContent
  place: Place
  isPinned: boolean
  /** What lies over the picture to be pressed, given whether all of the picture is shown, and what changes that. */
  actions: (isWhole: boolean, onWhole: () => void) => ComponentChildren
}

/** Two taps within this time are a double tap: Safari on iPhones does not tell. */
const doubleTapMs = 350

/** One picture on the stage, with whose it is and how things stand, in words. */
export function Tile({ content, place, isPinned, actions }: Props) {
  const { kind, name, video, microphoneOff, line, noCalls, pause, onHold, quality, speaking, handRaised } = content
  const [isTapped, setTapped] = useState(false)
  const tappedAt = useRef(0)
  const [aspect, setAspect] = useState<number | null>(null)
  const isSelf = kind === 'self'
  const isScreen = kind === 'screen'
  const [isWhole, setWhole] = useState(false)
  const fit = isScreen || (place.fills && isWhole) ? 'contain' : fitOf(aspect, place)
  const isFrozen = quality?.frozen && video && !pause
  const openWords = pause ? words.resilience[pause] : isFrozen ? words.stage.frozen : null
  const lineWords = onHold || !line ? null : line !== 'open' ? lineText(line, noCalls) : openWords
  const isWeak = line === 'open' && quality && quality.level !== 'good'
  const { role, left, top, width, height, covered } = place
  const onWhole = () => setWhole(!isWhole)
  const frame = useRef<HTMLLIElement>(null)
  const stood = useRef<DOMRect | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves when its place does, as when a panel opens beside it.
  useLayoutEffect(() => {
    if (frame.current) stood.current = glide(frame.current, stood.current)
  }, [left, top, width, height])
  const onTap = ({ target, timeStamp }: MouseEvent) => {
    if (isSelf || (target instanceof Element && target.closest('button'))) return
    const isDouble = timeStamp - tappedAt.current < doubleTapMs
    tappedAt.current = isDouble ? 0 : timeStamp
    if (isDouble && place.fills) onWhole()
    setTapped(!isTapped && !isDouble)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap shows the buttons that the keyboard finds anyway.
    <li
      ref={frame}
      onClick={onTap}
      data-tapped={isTapped || undefined}
      className={classNames(
        styles.tile,
        styles[role],
        speaking && styles.ringed,
        place.fills && left === 0 && styles.fills,
        // A frame that is empty still has edges.
        fit === 'contain' && video && aspect !== null && styles.whole,
        isScreen && role === 'main' && styles.screen,
      )}
      style={{
        insetInlineStart: px(left),
        top: px(top),
        width: px(width),
        height: px(height),
        '--shape': aspect ?? 1.5,
        ...(!video && { background: `hsl(${hueOf(name)} 24% 15%)` }),
      }}
    >
      {video && !onHold && isSelf && <OwnPictureHere track={video} fit={fit} onAspect={setAspect} />}
      {video && !onHold && !isSelf && <Video track={video} fit={fit} onAspect={setAspect} data={dataOf(content)} />}
      {isScreen && (
        <Later>
          {({ ShownScreen }) => <ShownScreen of={name} isHere={aspect !== null} isLarge={role === 'main'} />}
        </Later>
      )}
      {(!video || onHold || lineWords) && (
        <div className={classNames(styles.middle, lineWords && video && styles.dim)}>
          {(!video || onHold) && <Avatar name={name} />}
          {(lineWords || onHold) && (
            <p className={styles.state} data-line={!onHold || undefined}>
              <Icon name={onHold || (line === 'open' && pause === 'interrupted') ? 'pause' : 'signal-off'} size={22} />
              {onHold ? words.call.onHold : lineWords}
            </p>
          )}
        </div>
      )}
      <p className={styles.caption} style={covered && besideCovered(covered)}>
        {isPinned && (
          <span className={styles.sign}>
            <Icon name="pin" size={18} />
          </span>
        )}
        {handRaised && (
          <span className={styles.sign}>
            <Icon name="hand" size={18} />
            <Hidden>{words.call.handRaised}</Hidden>
          </span>
        )}
        {microphoneOff && !isScreen && (
          <span className={styles.sign}>
            <Icon name="microphone-off" size={18} />
          </span>
        )}
        {speaking && (
          <span className={styles.sign}>
            <Icon name="speaker" size={18} />
            <Hidden>{words.call.speaking}</Hidden>
          </span>
        )}
        <span className={styles.name} dir="auto" translate={isSelf || isScreen}>
          {isSelf ? words.you : isScreen ? words.call.screenOf(name) : name}
        </span>
        {microphoneOff && !isScreen && <Hidden>, {words.call.microphoneOff}</Hidden>}
        {!video && !isScreen && !pause && <Hidden>, {words.call.cameraOff}</Hidden>}
        {isWeak && (
          <span className={styles.weak}>
            <Icon name="signal" size={18} />
            <span className={styles.weakWords}>{words.stage.weak}</span>
          </span>
        )}
      </p>
      {actions(isWhole, onWhole)}
    </li>
  )
}

/** One's own picture lies over a corner of the other one, and must not lie over their name. */
function besideCovered({ end, width }: NonNullable<Place['covered']>) {
  const maxWidth = `calc(100% - ${width + 16}px)`
  return end === 'start' ? { maxWidth, insetInlineStart: px(width + 8) } : { maxWidth }
}

const lineText = (line: Exclude<Line, 'open'>, noCalls = false) =>
  noCalls ? words.check.findings['no-calls'] : words.call.line[line]

const px = (length: number) => `${length}px`

function dataOf({ kind, visitId }: TileContent): Record<`data-${string}`, string> {
  return kind === 'screen' ? { 'data-screen': visitId } : { 'data-visit': visitId }
}
