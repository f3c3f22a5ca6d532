/**
 * @typedef {import('./boundaries.mjs').Boundaries} Boundaries
 * @typedef {{ name: string, is: string, folders: string, to: readonly string[] }} Box
 * @typedef {{ x: number, y: number, width: number, height: number }} Place
 */

const width = 1000
const gap = 20
const frameHead = 40
const framePadding = 16
/** Between two rows: as much as an arrow takes. */
const rowGap = 36
const lineHeight = 18
/** What a letter takes at most, on average, at 13 pixels in the fonts that browsers have. */
const letterWidth = 6.9

/**
 * The layers of boundaries.json that say what they are: those of a large part (`part: layer`) as a stack in a frame, the
 * others below. An arrow leads from who imports to what is imported, unless a longer way leads there too.
 * @param {Boundaries} boundaries
 */
export function drawArchitecture({ layers }) {
  const boxes = boxesOf(layers)
  const parts = [...new Set(boxes.flatMap(({ name }) => partOf(name) ?? []))]
  const alone = boxes.filter(({ name }) => partOf(name) === null)
  const columnWidth = (width - gap * (parts.length - 1)) / parts.length
  /** @type {Map<string, Place>} */
  const places = new Map()
  const stacks = parts.map((part, index) => {
    const inside = boxes.filter(({ name }) => partOf(name) === part)
    const x = index * (columnWidth + gap)
    const area = { x: x + framePadding, y: frameHead, width: columnWidth - 2 * framePadding }
    const end = put(rowsOf(inside, 'above'), area, places) + framePadding
    return { part, x, end, known: alone.filter(({ name }) => inside.some(({ to }) => to.includes(name))), inside }
  })
  const framesEnd = Math.max(...stacks.map(({ end }) => end))
  const end = put(rowsOf(alone, 'below'), { x: 0, y: framesEnd + rowGap, width }, places)

  return page(end, [
    ...stacks.map(({ part, x }) => drawFrame(part, { x, y: 0, width: columnWidth, height: framesEnd })),
    ...[...stacks.map(({ inside }) => inside), alone].flatMap((group) => drawArrows(group, places)),
    // What a whole part knows is told once, from its frame.
    ...stacks.flatMap(({ x, known }) =>
      known.map(({ name }) => {
        const target = placeOf(name, places)
        const at = inside(target, x + columnWidth / 2)
        return line([
          [at, framesEnd],
          [at, target.y],
        ])
      }),
    ),
    ...boxes.map((box) => drawBox(box, placeOf(box.name, places))),
  ])
}

/** @param {Boundaries['layers']} layers @returns {Box[]} */
function boxesOf(layers) {
  const shown = Object.entries(layers).filter(([, { is }]) => is)
  return shown.map(([name, { is = '', imports, folders }], index) => {
    const wanted = [...imports, ...Object.values(folders).flat()].filter((entry) => !entry.startsWith('types of '))
    // The table goes from below to above; what a single folder knows of a layer above it is no rule of its layer.
    const below = shown.slice(0, index)
    const to = below.filter(([other, layer]) => wanted.some((entry) => leadsTo(entry, other, layer)))
    const named = namesOf(Object.keys(folders)).filter((folder) => folder !== titleOf(name))
    return { name, is, folders: named.join(', '), to: to.map(([other]) => other) }
  })
}

/** @param {string} entry @param {string} name @param {{ folders: Readonly<Record<string, unknown>> }} layer */
function leadsTo(entry, name, { folders }) {
  const file = entry.replace(/^values of /, '')
  return file === name || Object.keys(folders).some((folder) => file === folder || file.startsWith(`${bare(folder)}/`))
}

/** The first level below a workspace's sources, else the workspace, each once. @param {readonly string[]} folders */
function namesOf(folders) {
  const names = folders.map((folder) => /^[^/]+\/src\/([^/]+)/.exec(folder)?.[1] ?? folder.replace(/\/.*/, ''))
  return [...new Set(names)].filter((name) => name !== 'server' && name !== 'room')
}

/** @param {string} name */
const titleOf = (name) => name.replace(/^.*: /, '')

/** @param {string} folder */
const bare = (folder) => folder.replace(/(?:\/\*)*\/\*\*$/, '')

/** @param {string} name */
const partOf = (name) => (name.includes(': ') ? (name.split(': ')[0] ?? null) : null)

/**
 * Who is known by nobody is in the first row; whoever is known, in a row after all that know them. From below it is the
 * other way round: first who knows nobody.
 * @param {readonly Box[]} boxes
 * @param {'above' | 'below'} from
 */
function rowsOf(boxes, from) {
  /** @type {(box: Box) => number} */
  const rowOf = (box) => {
    const before = boxes.filter((other) =>
      from === 'above' ? other.to.includes(box.name) : box.to.includes(other.name),
    )
    return Math.max(-1, ...before.map(rowOf)) + 1
  }
  /** @type {Box[][]} */
  const rows = []
  for (const box of boxes) {
    const row = rowOf(box)
    rows[row] = [...(rows[row] ?? []), box]
  }
  // Who leads only far down has an arrow along the right edge.
  const isFar = (/** @type {Box} */ { to }, /** @type {number} */ row) =>
    boxes.some(({ name }) => to.includes(name)) && !rows[row + 1]?.some(({ name }) => to.includes(name))
  return rows.map((inRow, row) => inRow.sort((a, b) => Number(isFar(a, row)) - Number(isFar(b, row))))
}

/**
 * @param {readonly (readonly Box[])[]} rows
 * @param {{ x: number, y: number, width: number }} area
 * @param {Map<string, Place>} places where the boxes are put
 * @returns {number} where the last row ends
 */
function put(rows, area, places) {
  let { y } = area
  for (const row of rows) {
    const weights = row.map(({ name, folders }) => (name === 'contract' ? 3 : folders.length > 40 ? 2 : 1))
    const each = (area.width - gap * (row.length - 1)) / weights.reduce((sum, one) => sum + one, 0)
    const widths = weights.map((weight) => each * weight)
    const height = Math.max(...row.map((box, index) => heightOf(box, widths[index] ?? each)))
    let { x } = area
    for (const [index, box] of row.entries()) {
      places.set(box.name, { x, y, width: widths[index] ?? each, height })
      x += (widths[index] ?? each) + gap
    }
    y += height + rowGap
  }
  return y - rowGap
}

/** @param {Box} box @param {number} width */
function heightOf({ is, folders }, width) {
  return lineHeight * (1 + wrap(is, width).length + wrap(folders, width).length) + 22
}

/** @param {string} text @param {number} width */
function wrap(text, width) {
  /** @type {string[]} */
  const lines = []
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && (last.length + word.length + 1) * letterWidth < width - 24)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** @param {readonly Box[]} group @param {ReadonlyMap<string, Place>} places */
function drawArrows(group, places) {
  const arrows = group.flatMap(({ name, to }) => {
    const those = group.filter((other) => to.includes(other.name))
    const known = those.filter((one) => !those.some((other) => other !== one && other.to.includes(one.name)))
    return known.map((other) => ({
      from: name,
      to: other.name,
      a: placeOf(name, places),
      b: placeOf(other.name, places),
    }))
  })
  const isNear = (/** @type {{ a: Place, b: Place }} */ { a, b }) =>
    Math.abs(b.y - a.y) <= Math.max(a.height, b.height) + rowGap
  const near = arrows.filter(isNear)
  return arrows.map((arrow) => {
    const { a, b } = arrow
    if (isNear(arrow)) {
      const leaving = near.filter(({ from }) => from === arrow.from).map((one) => one.b)
      const coming = near.filter(({ to }) => to === arrow.to).map((one) => one.a)
      const end = leaving.length > 1 && coming.length === 1 ? inside(b, port(a, leaving, b)) : port(b, coming, a)
      const start = leaving.length === 1 ? inside(a, end) : port(a, leaving, b)
      const isDown = a.y < b.y
      return line([
        [start, isDown ? a.y + a.height : a.y],
        [end, isDown ? b.y : b.y + b.height],
      ])
    }
    // Past the rows between them, along the right edge of the frame.
    const edge = Math.max(...group.map(({ name }) => placeOf(name, places)).map(({ x, width }) => x + width))
    const side = edge + framePadding / 2
    return line([
      [a.x + a.width, a.y + a.height / 2],
      [side, a.y + a.height / 2],
      [side, b.y + b.height / 2],
      [b.x + b.width, b.y + b.height / 2],
    ])
  })
}

/** @param {Place} place @param {number} x */
const inside = ({ x: left, width }, x) => Math.min(Math.max(x, left + gap), left + width - gap)

/** Where an arrow leaves or meets a box: they share its edge, in the order of their other ends. @param {Place} place @param {readonly Place[]} others @param {Place} other */
function port({ x, width }, others, other) {
  const sorted = [...others].sort((one, two) => one.x + one.width / 2 - (two.x + two.width / 2))
  return x + (width * (sorted.indexOf(other) + 1)) / (sorted.length + 1)
}

/** @param {string} name @param {ReadonlyMap<string, Place>} places */
function placeOf(name, places) {
  const place = places.get(name)
  if (!place) throw new Error(`${name} has no place`)
  return place
}

/** @param {readonly (readonly number[])[]} points */
function line(points) {
  return `<polyline points="${points.map((point) => point.map(Math.round).join(',')).join(' ')}" />`
}

/** @param {string} name @param {Place} place */
function drawFrame(name, { x, y, width, height }) {
  return `${rect('frame', { x, y, width, height })}
<text class="part" x="${x + framePadding}" y="${y + 27}">${name}/</text>`
}

/** @param {Box} box @param {Place} place */
function drawBox({ name, is, folders }, place) {
  const { x, y, width } = place
  const texts = [
    ['title', titleOf(name)],
    ...wrap(is, width).map((text) => ['is', text]),
    ...wrap(folders, width).map((text) => ['folders', text]),
  ].map(([kind, text], index) => {
    return `<text class="${kind}" x="${Math.round(x) + 12}" y="${Math.round(y) + 23 + index * lineHeight}">${text}</text>`
  })
  return [rect('box', place), ...texts].join('\n')
}

/** @param {string} kind @param {Place} place */
function rect(kind, place) {
  const [x, y, width, height] = [place.x, place.y, place.width, place.height].map(Math.round)
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8" />`
}

/** @param {number} height @param {readonly string[]} shapes */
function page(height, shapes) {
  return `<!-- Drawn from boundaries.json by "npm run picture". -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${width + 4} ${Math.round(height) + 4}" role="img">
<title>The layers of Anteroom, and which of them import which</title>
<style>
:root { --page: #fff; --frame: #f4f6f8; --line: #c3cad2; --text: #1d2329; --dim: #55606c; --arrow: #66727f }
@media (prefers-color-scheme: dark) {
  :root { --page: #161b20; --frame: #1e252c; --line: #3d4854; --text: #e8ecf0; --dim: #a3afbb; --arrow: #8b98a6 }
}
text { font: 13px system-ui, sans-serif; fill: var(--text) }
.part { font-size: 17px; font-weight: 600 }
.title { font-size: 14px; font-weight: 600 }
.is { fill: var(--dim) }
.frame { fill: var(--frame); stroke: var(--line) }
.box { fill: var(--page); stroke: var(--line) }
polyline { fill: none; stroke: var(--arrow); stroke-width: 1.5; marker-end: url(#tip) }
#tip path { fill: var(--arrow) }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" /></marker></defs>
${shapes.join('\n')}
</svg>
`
}
