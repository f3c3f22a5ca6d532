import type { CallLayout } from '@anteroom/contract/embedding-commands'

export type Size = { width: number; height: number }
export type Rect = { left: number; top: number; width: number; height: number }
export type Layout = CallLayout
/** What there is to show, in the order in which people came; `self` is one's own picture. */
export type Item = { key: string; kind: 'person' | 'self' | 'screen' }
/** The corner in which one's own picture lies over another's; `end` is right where people write from the left. */
export const corners = ['bottom-end', 'bottom-start', 'top-start', 'top-end'] as const
export type Corner = (typeof corners)[number]

/** The corner that an arrow key leads to from another one; null where it leads nowhere. */
export function cornerTowards(key: string, from: Corner, isLtr: boolean): Corner | null {
  const [vertical, horizontal] = from.split('-') as ['top' | 'bottom', 'start' | 'end']
  const side = isLtr ? { ArrowLeft: 'start', ArrowRight: 'end' } : { ArrowLeft: 'end', ArrowRight: 'start' }
  if (key === 'ArrowUp' || key === 'ArrowDown') return `${key === 'ArrowUp' ? 'top' : 'bottom'}-${horizontal}`
  if (key === 'ArrowLeft' || key === 'ArrowRight') return `${vertical}-${side[key] as 'start' | 'end'}`
  return null
}

/**
 * `covered`: how much of its bottom lies under a floating picture, and at which end. `fills`: a face that fills the
 * screen of a phone, whatever the shape of the camera it comes from.
 */
export type Place = Rect & {
  role: 'main' | 'small' | 'floating'
  covered?: { end: 'start' | 'end'; width: number }
  fills?: boolean
}

const zero: Rect = { left: 0, top: 0, width: 0, height: 0 }
const gap = 8
const margin = 12
/** Cameras are broad: slimmer cells would cut too much away. On an upright stage cameras are often upright, too. */
const narrowest = 1
const upright = 3 / 4
const widest = 16 / 9
/** A stage that is less wide than this is a phone's. */
const phoneWidth = 600

export type Wishes = {
  /** The picture that somebody wants large, whatever else there is. */
  pinned?: string | null
  /** Whoever speaks, when they are to be large. */
  large?: string | null
  corner?: Corner
  /** Alone, with nothing to be read below one's own picture. */
  isBare?: boolean
}

/**
 * Where each picture goes, as distances from the start and the top. Alone: a picture of oneself that is no larger than
 * it needs to be. With one other, that one fills the stage, and one's own picture floats in its corner. With more it
 * stands among theirs, in a grid as large as it gets: in a corner of several it would lie on somebody's face or keep a
 * band for itself. With a pinned picture, a screen, or when whoever speaks is to be large: that one fills the stage and
 * the others stand beside or below it.
 */
export function arrange(
  items: readonly Item[],
  size: Size,
  { pinned = null, large = null, corner = 'bottom-end', isBare = false }: Wishes = {},
): Map<string, Place> {
  const screen = items.findLast(({ kind }) => kind === 'screen')
  const others = items.filter(({ kind }) => kind !== 'self')
  const self = items.find(({ kind }) => kind === 'self')
  if (self && others.length === 0) return new Map([[self.key, { ...alone(size, isBare), role: 'small' }]])
  const isThere = (key: string | null) => items.some((item) => item.key === key)
  const wanted = isThere(pinned) ? pinned : (screen?.key ?? (others.length > 1 ? large : null))
  // Between two people all is large already.
  const mainKey = others.length > 1 || wanted === self?.key ? wanted : null
  if (mainKey && isThere(mainKey)) return withStrip(items, size, mainKey)
  const floats = others.length === 1 ? self : undefined
  const inCells = floats ? others : items
  const cells = grid(inCells.length, inCells.length === 1 ? { left: 0, top: 0, ...size } : within(size))
  const own = inCorner(size, corner)
  const fills = size.width < phoneWidth && { fills: true }
  // It must not lie over a name.
  const covered = floats && corner.startsWith('bottom') && { covered: coveredBy(own, corner) }
  const places = new Map<string, Place>()
  inCells.forEach(({ key, kind }, index) => {
    const cell = cells[index] ?? zero
    places.set(key, { ...cell, role: 'main', ...(kind === 'person' && fills), ...covered })
  })
  if (floats) places.set(floats.key, { ...own, role: 'floating' })
  return places
}

/** Several pictures keep apart from the edges of a phone, which one fills. */
function within({ width, height }: Size): Rect {
  const edge = Math.min(width, height) < phoneWidth ? gap : 0
  return { left: edge, top: edge, width: width - 2 * edge, height: height - 2 * edge }
}

const coveredBy = ({ width }: Size, corner: Corner) => ({
  end: corner.endsWith('end') ? ('end' as const) : ('start' as const),
  width: width + margin,
})

const clamp = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

/** For what is said below one's own picture while nobody else is here. */
const besideAlone = 200
/** A stage that is no higher, as beside a sheet on a phone, has room for the picture alone. */
export const lowAlone = 320

/**
 * Nobody looks at themselves for long, and a large picture of oneself only takes from the time until others are seen. It
 * ends where the list of who waits begins below it (`rail.module.css`, `in-call.module.css`).
 */
function alone({ width, height }: Size, isBare: boolean): Rect {
  const isUpright = height > width * 1.5
  const shape = isUpright ? upright : 1.5
  const tall = Math.min(height * (isUpright ? 0.5 : 0.46), (width * 0.8) / shape, 341)
  const own = tall * shape
  const bottom =
    isBare || height <= lowAlone ? (height + tall) / 2 : Math.max(tall, Math.min(height * 0.62, height - besideAlone))
  return { left: (width - own) / 2, top: bottom - tall, width: own, height: tall }
}

function inCorner({ width, height }: Size, corner: Corner): Rect {
  const isUpright = height > width
  const wide = isUpright ? clamp(88, width * 0.27, 180) : clamp(120, Math.min(width * 0.18, height * 0.4), 260)
  const shape = isUpright ? upright : 1.5
  // On a stage as low as that of somebody who has the page much enlarged, the other picture goes first.
  const tall = Math.min(wide / shape, height * 0.55)
  const own = tall * shape
  return {
    left: corner.endsWith('end') ? width - own - margin : margin,
    top: corner.startsWith('bottom') ? height - tall - margin : margin,
    width: own,
    height: tall,
  }
}

/**
 * Equal cells, as large as possible, none broader than 16:9 nor slimmer than a square, on an upright stage than 3:4; the
 * last row is centred. Four on an upright stage are two by two, as slices of faces are worse than smaller ones.
 */
export function grid(count: number, { width, height, left: x = 0, top: y = 0 }: Size & Partial<Rect>): Rect[] {
  if (count === 0) return []
  if (count === 1) return [{ left: x, top: y, width, height }]
  const slimmest = height > width ? upright : narrowest
  const isSquare = count === 4 && height > width
  let best = { columns: 1, rows: count, width: 0, height: 0 }
  for (let columns = isSquare ? 2 : 1; columns <= (isSquare ? 2 : count); columns++) {
    const rows = Math.ceil(count / columns)
    const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns)
    const cellHeight = Math.max(0, (height - gap * (rows - 1)) / rows)
    const tile = {
      width: Math.min(cellWidth, cellHeight * widest),
      height: Math.min(cellHeight, cellWidth / slimmest),
    }
    if (tile.width * tile.height > best.width * best.height) best = { columns, rows, ...tile }
  }
  const { columns, rows } = best
  const top = (height - best.height * rows - gap * (rows - 1)) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = row === rows - 1 ? count - columns * (rows - 1) : columns
    const left = (width - best.width * inRow - gap * (inRow - 1)) / 2
    return {
      left: x + left + (index % columns) * (best.width + gap),
      top: y + top + row * (best.height + gap),
      width: best.width,
      height: best.height,
    }
  })
}

function withStrip(items: readonly Item[], size: Size, mainKey: string): Map<string, Place> {
  const small = items.filter(({ key }) => key !== mainKey)
  const beside = size.width > size.height * 1.2
  // `long` runs along the strip, `short` across it.
  const long = beside ? size.height : size.width
  const short = beside ? clamp(120, size.width * 0.2, 260) : clamp(80, size.height * 0.2, 180)
  // Beside it they are as high as faces may be, so that none of the column stays empty.
  const wanted = short * (beside ? 1.5 : 1.2)
  const each = Math.min(wanted, (long - gap * (small.length - 1)) / Math.max(1, small.length))
  const used = each * small.length + gap * (small.length - 1)
  const places = new Map<string, Place>()
  places.set(mainKey, {
    left: 0,
    top: 0,
    width: beside && small.length > 0 ? size.width - short - gap : size.width,
    height: !beside && small.length > 0 ? size.height - short - gap : size.height,
    role: 'main',
    ...(size.width < phoneWidth &&
      items.some(({ key, kind }) => key === mainKey && kind === 'person') && { fills: true }),
  })
  small.forEach(({ key }, index) => {
    const along = (long - used) / 2 + index * (each + gap)
    const rect = beside
      ? { left: size.width - short, top: along, width: short, height: each }
      : { left: along, top: size.height - short, width: each, height: short }
    places.set(key, { ...rect, role: 'small' })
  })
  return places
}

/**
 * Filling is better for faces, unless nearly half of the picture would be cut away. On a phone it always fills: that is
 * known before the other camera's shape is, so that nothing changes when it comes.
 */
export function fitOf(picture: number | null, place: Place): 'cover' | 'contain' {
  // Small pictures show who is there, and need no more than a face.
  if (!picture || place.height === 0 || place.role !== 'main' || place.fills) return 'cover'
  const ratio = picture / (place.width / place.height)
  return Math.max(ratio, 1 / ratio) > 1.9 ? 'contain' : 'cover'
}
