import { classNames } from './class-names.ts'
import styles from './icon.module.css'

/** Lines on a field of 24 by 24, drawn for this room. */
const paths = {
  microphone: 'M12 3.5a3 3 0 0 0-3 3V12a3 3 0 0 0 6 0V6.5a3 3 0 0 0-3-3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  'microphone-off':
    'M15 10.5v-4a3 3 0 0 0-5.7-1.3M9 9v3a3 3 0 0 0 4.7 2.5M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5a6.5 6.5 0 0 1-.5 2.5M12 18v3M3.5 3.5l17 17',
  camera: 'M4.5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM15.5 10.7l6-3.2v9l-6-3.2',
  'camera-off':
    'M9.5 6.5h4a2 2 0 0 1 2 2v3.5M15.5 16.5a2 2 0 0 1-2 1h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2h.5M16.5 10.2l5-2.7v9l-2.5-1.3M3.5 3.5l17 17',
  speaker: 'M4 9.5v5h3.5l5 4v-13l-5 4H4ZM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 4.9a3.5 3.5 0 0 1 0 6.2M18 14.2a6.5 6.5 0 0 1 3.5 5.3',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0',
  chat: 'M5 4.5h14a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-7l-5 3.5V17H5a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2ZM8 9h8M8 12.5h5',
  screen:
    'M4 4.5h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V6A1.5 1.5 0 0 1 4 4.5ZM8.5 20h7M12 13.5v-6M9.5 9.7l2.5-2.5 2.5 2.5',
  door: 'M13.5 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7.5M10 12h11M17.5 8.5 21 12l-3.5 3.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  'call-end':
    'M2.8 14.6c-.7-.8-.7-2 0-2.8 5.2-4.8 13.2-4.8 18.4 0 .7.8.7 2 0 2.8l-1 1c-.4.5-1.1.6-1.7.2l-2.3-1.5a1.3 1.3 0 0 1-.5-1.5l.5-1.4a12 12 0 0 0-8.4 0l.5 1.4c.2.6 0 1.2-.5 1.5l-2.3 1.5c-.6.4-1.3.3-1.7-.2l-1-1Z',
  close: 'M6 6l12 12M18 6 6 18',
  caret: 'm6 14.5 6-6 6 6',
  check: 'M4.5 12.5l5 5 10-11',
  alert: 'M12 4 2.5 20h19L12 4ZM12 10v4.5M12 17.3v.2',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.3 9.5h17.4M3.3 14.5h17.4M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.8a2.6 2.6 0 1 1 3.6 2.4c-.7.3-1.1.9-1.1 1.6v.4M12 17.2v.1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.2',
  settings:
    'M4 7.5h7.5M17 7.5h3M14.3 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM4 16.5h3M12.5 16.5H20M9.7 14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  pause: 'M7.5 5h2v14h-2ZM14.5 5h2v14h-2Z',
  hand: 'M8.5 12V5.5a1.5 1.5 0 0 1 3 0V11M11.5 11V4a1.5 1.5 0 0 1 3 0v7M14.5 11V5.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-2.6 0-4-1.2-5.2-3.2L4 13.9a1.4 1.4 0 0 1 2.3-1.5l2.2 2.2V12',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17ZM10 21h4',
  signal: 'M3 8.5a13 13 0 0 1 18 0M6.5 12.5a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 20v.1',
  'signal-off': 'M3 8.5a13 13 0 0 1 18 0M6.5 12.5a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 20v.1M3.5 3.5l17 17',
  file: 'M7 3.5h7l5 5V19a1.5 1.5 0 0 1-1.5 1.5h-10.5A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM13.5 3.8V9h5',
  lock: 'M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM8 10.5V8a4 4 0 0 1 8 0v2.5',
  more: 'M4.3 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM17.7 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0Z',
  pin: 'M9 3.5h6M10 3.5v6l-3 4h10l-3-4v-6M12 13.5v7',
  unpin: 'M9 3.5h6M10 3.5v2M14 3.5v6l3 4h-6M9.3 10.4 7 13.5h3M12 13.5v7M3.5 3.5l17 17',
  'picture-in-picture':
    'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5ZM12.5 12h6v4h-6v-4Z',
} as const

export type IconName = keyof typeof paths

/** One of these, or one that only later parts of the room have, and bring along (`later-icons.ts`). */
export type Picture = IconName | { path: string; turns?: boolean }

/** Pictures of what goes along the line of reading, such as out of the door. */
const turning: readonly IconName[] = ['chat', 'door', 'speaker']

type Props = {
  name: Picture
  size?: number
  /** For what is on or open: its outline is filled. */
  filled?: boolean | undefined
}

/** A picture beside words: it says nothing by itself, so it is hidden from screen readers. It grows with text that is enlarged. */
export function Icon({ name, size = 24, filled }: Props) {
  const { path, turns = false } = typeof name === 'string' ? { path: paths[name], turns: turning.includes(name) } : name
  const [outline = '', ...rest] = filled ? path.split(/(?=M)/) : [path]
  return (
    <svg
      className={classNames(styles.icon, turns && styles.turning)}
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      style={{ '--icon': size }}
    >
      <path d={outline} fill={filled ? 'currentColor' : undefined} />
      {rest.length > 0 && <path d={rest.join('')} />}
    </svg>
  )
}
