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
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2',
  alert: 'M12 4 2.5 20h19L12 4ZM12 10v4.5M12 17.3v.2',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.3 9.5h17.4M3.3 14.5h17.4M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.2',
  pause: 'M8.5 5v14M15.5 5v14',
  play: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  hand: 'M8.5 12V5.5a1.5 1.5 0 0 1 3 0V11M11.5 11V4a1.5 1.5 0 0 1 3 0v7M14.5 11V5.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-2.6 0-4-1.2-5.2-3.2L4 13.9a1.4 1.4 0 0 1 2.3-1.5l2.2 2.2V12',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17ZM10 21h4',
  'bell-off': 'M8 6.6A6 6 0 0 1 18 11v3.5M17 18.5H4.5L6 17v-6M10 21h4M3.5 3.5l17 17',
  send: 'M4 12 20 4.5 15.5 20l-4-6.5L4 12ZM11.5 13.5 20 4.5',
  signal: 'M3 8.5a13 13 0 0 1 18 0M6.5 12.5a8 8 0 0 1 11 0M9.8 16.3a3.2 3.2 0 0 1 4.4 0M12 20v.1',
  attach: 'M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.6 1.6 0 0 1-2.2-2.2l7.2-7.2',
  file: 'M7 3.5h7l5 5V19a1.5 1.5 0 0 1-1.5 1.5h-10.5A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5ZM13.5 3.8V9h5',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5ZM8.8 12l2.3 2.3 4.2-4.4',
  lock: 'M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM8 10.5V8a4 4 0 0 1 8 0v2.5',
  'lock-open':
    'M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM8 10.5V7a4 4 0 0 1 7.8-1.2',
  more: 'M4.3 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0ZM17.7 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0Z',
  copy: 'M9 8.5h9.5a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1ZM5.5 15.5a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1H15a1 1 0 0 1 1 1',
  link: 'M10 13.5a4 4 0 0 0 5.8.2l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10.5a4 4 0 0 0-5.8-.2l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3',
  'person-add': 'M9.5 11.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM2.5 20a7 7 0 0 1 11.7-5.2M18 14v7M14.5 17.5h7',
  pin: 'M9 3.5h6M10 3.5v6l-3 4h10l-3-4v-6M12 13.5v7',
  unpin: 'M9 3.5h6M10 3.5v2M14 3.5v6l3 4h-6M9.3 10.4 7 13.5h3M12 13.5v7M3.5 3.5l17 17',
  'picture-in-picture':
    'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5ZM12.5 12h6v4h-6v-4Z',
  'eye-off':
    'M9.9 5.9A9.7 9.7 0 0 1 12 5.7c4.6 0 8 3.3 9.3 6.3a11 11 0 0 1-2.5 3.5M6.1 7.7A11.5 11.5 0 0 0 2.7 12c1.3 3 4.7 6.3 9.3 6.3a9.6 9.6 0 0 0 3.9-.8M10 10.2a2.8 2.8 0 0 0 3.9 3.9M3.5 3.5l17 17',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8L12 3.5Z',
} as const

export type IconName = keyof typeof paths

/** Pictures of what goes along the line of reading: out of the door, away with a message. */
const turning: readonly IconName[] = ['chat', 'door', 'send', 'speaker']

type Props = {
  name: IconName
  size?: number
  /** For what is on or open: its outline is filled. */
  filled?: boolean | undefined
}

/** A picture beside words: it says nothing by itself, so it is hidden from screen readers. */
export function Icon({ name, size, filled }: Props) {
  const turns = turning.includes(name)
  return <Drawing path={paths[name]} turns={turns} {...(size && { size })} {...(filled && { filled })} />
}

type DrawingProps = Omit<Props, 'name'> & { path: string; turns?: boolean }

/** The same for a picture that only one later part of the room has, and brings along. */
export function Drawing({ path, turns, size = 24, filled }: DrawingProps) {
  const [outline = '', ...rest] = filled ? path.split(/(?=M)/) : [path]
  return (
    <svg
      className={turns ? styles.turning : undefined}
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={outline} fill={filled ? 'currentColor' : undefined} />
      {rest.length > 0 && <path d={rest.join('')} />}
    </svg>
  )
}
