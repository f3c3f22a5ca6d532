/**
 * People who do not exist, drawn in SVG from the chest up as a camera sees them: for films that browsers under test play
 * as their cameras. A picture of the product without people says little about how it looks.
 */
type Hair = 'short' | 'bob' | 'long' | 'bun' | 'curls' | 'bald' | 'scarf'
type Room = 'practice' | 'living room' | 'kitchen' | 'bedroom'
type Clothes = { kind: 'coat' | 'shirt' | 'pullover'; colour: string; under: string }

export type Portrait = {
  room: Room
  skin: { light: string; middle: string; deep: string }
  hair: { kind: Hair; colour: string; shine: string }
  eyes: string
  lips: string
  clothes: Clothes
  /** 0 none, 1 full. */
  beard?: number
  glasses?: boolean
  /** Lines of a long life: 0 none, 1 many. */
  age?: number
  size: { width: number; height: number }
  /** How far they sit from the camera: 1 is as usual, more is nearer. */
  near?: number
  /** Where the light comes from. */
  light?: 'left' | 'right'
}

const laptop = { width: 1280, height: 720 }
const phone = { width: 720, height: 960 }

const pale = { light: '#fbe0cf', middle: '#eebfa3', deep: '#b97a5e' }
const olive = { light: '#efcba6', middle: '#d6a377', deep: '#8f5f3f' }
const brown = { light: '#c08a62', middle: '#976343', deep: '#553220' }
const dark = { light: '#8d5b40', middle: '#663d2a', deep: '#331c13' }

export const portraits = {
  doctor: {
    room: 'practice',
    skin: olive,
    hair: { kind: 'bun', colour: '#33231c', shine: '#6b4a39' },
    eyes: '#5a3b26',
    lips: '#b4605a',
    clothes: { kind: 'coat', colour: '#f3f5f6', under: '#3f7f8c' },
    age: 0.35,
    size: laptop,
    light: 'left',
  },
  ana: {
    room: 'living room',
    skin: pale,
    hair: { kind: 'long', colour: '#8a5a33', shine: '#c8925c' },
    eyes: '#4c7a86',
    lips: '#c3706c',
    clothes: { kind: 'pullover', colour: '#a6533f', under: '#f1e6da' },
    size: phone,
    light: 'right',
  },
  tomasz: {
    room: 'kitchen',
    skin: { light: '#f6d6c2', middle: '#e0ab8c', deep: '#a76c50' },
    hair: { kind: 'bald', colour: '#a8a39c', shine: '#d5d1ca' },
    eyes: '#5d7a5a',
    lips: '#b06f66',
    clothes: { kind: 'shirt', colour: '#5f7897', under: '#dfe7f0' },
    beard: 0.9,
    glasses: true,
    age: 1,
    size: laptop,
    near: 1.08,
    light: 'left',
  },
  amara: {
    room: 'bedroom',
    skin: dark,
    hair: { kind: 'curls', colour: '#1d1513', shine: '#2e211c' },
    eyes: '#2d1b12',
    lips: '#8d4544',
    clothes: { kind: 'pullover', colour: '#d9a441', under: '#fff5dd' },
    size: phone,
    light: 'left',
  },
  nurse: {
    room: 'practice',
    skin: brown,
    hair: { kind: 'short', colour: '#1b1716', shine: '#453b37' },
    eyes: '#33211a',
    lips: '#9a5750',
    clothes: { kind: 'shirt', colour: '#2f7f78', under: '#2f7f78' },
    beard: 0.35,
    size: laptop,
    near: 0.95,
    light: 'right',
  },
  leila: {
    room: 'living room',
    skin: olive,
    hair: { kind: 'scarf', colour: '#5c6f8e', shine: '#8ba0c2' },
    eyes: '#3f2a1b',
    lips: '#b3645f',
    clothes: { kind: 'pullover', colour: '#39445a', under: '#39445a' },
    glasses: true,
    age: 0.5,
    size: laptop,
    light: 'right',
  },
} satisfies Record<string, Portrait>

export type PortraitName = keyof typeof portraits

/**
 * One moment, `at` 0 to 1 of a loop: they breathe, sway a little, blink and speak.
 * @returns an SVG document
 */
export function drawn(portrait: Portrait, at: number): string {
  const { size, near = 1, light = 'left' } = portrait
  const turn = 2 * Math.PI * at
  const isWide = size.width > size.height
  const scale = (isWide ? size.height / 420 : size.width / 560) * near
  const x = size.width / 2 + (isWide ? 0 : -6) + 4 * scale * Math.sin(turn)
  const y = (isWide ? size.height * 0.46 : size.height * 0.45) + 1.5 * scale * Math.sin(2 * turn)
  const blink = at > 0.47 && at < 0.51 ? 1 : at > 0.44 && at < 0.54 ? 0.5 : 0
  const speaks = 0.5 + 0.5 * Math.sin(6 * turn) * Math.sin(turn / 2)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">
<defs>${definitions(portrait)}</defs>
<g filter="url(#far)">${room(portrait)}</g>
<g transform="translate(${x} ${y}) rotate(${0.8 * Math.sin(turn)}) scale(${light === 'right' ? -scale : scale} ${scale})">${person(portrait, blink, speaks)}</g>
<rect width="100%" height="100%" fill="url(#lens)"/>
<rect width="100%" height="100%" filter="url(#grain)" opacity="0.05"/>
</svg>`
}

function definitions({ skin, hair, lips, eyes }: Portrait): string {
  const stops = (...colours: [number, string, number?][]) =>
    colours
      .map(
        ([offset, colour, opacity = 1]) =>
          `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
      )
      .join('')
  const blur = (id: string, by: number) =>
    `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${by}"/></filter>`
  return [
    `<radialGradient id="face" cx="0.34" cy="0.34" r="0.82">${stops([0, skin.light], [0.5, skin.middle], [1, skin.deep])}</radialGradient>`,
    `<linearGradient id="neck" x1="0" y1="0" x2="0" y2="1">${stops([0, skin.deep], [0.55, skin.middle], [1, skin.middle])}</linearGradient>`,
    `<linearGradient id="hair" x1="0.1" y1="0" x2="0.8" y2="1">${stops([0, hair.shine], [0.35, hair.colour], [1, hair.colour])}</linearGradient>`,
    `<linearGradient id="clothes" x1="0" y1="0" x2="1" y2="0.5">${stops([0, '#ffffff', 0.22], [0.45, '#ffffff', 0], [1, '#000000', 0.34])}</linearGradient>`,
    `<linearGradient id="lip" x1="0" y1="0" x2="0" y2="1">${stops([0, skin.deep, 0.9], [0.4, lips], [1, lips])}</linearGradient>`,
    `<radialGradient id="iris" cx="0.5" cy="0.55" r="0.5">${stops([0, eyes], [0.7, eyes], [1, '#1a110c'])}</radialGradient>`,
    `<radialGradient id="lens" cx="0.5" cy="0.45" r="0.75">${stops([0.55, '#000000', 0], [1, '#000000', 0.28])}</radialGradient>`,
    blur('far', 7),
    blur('soft', 5),
    blur('softer', 11),
    blur('edge', 1.1),
    blur('fine', 0.6),
    '<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2"/><feColorMatrix type="saturate" values="0"/></filter>',
    `<clipPath id="inFace"><path d="${outline}"/></clipPath>`,
  ].join('')
}

/** The face is 156 wide, and its middle between the eyes at 0, 0. */
const outline =
  'M-77 -14 C-80 -92 -44 -118 0 -118 C44 -118 80 -92 77 -14 C76 26 66 60 44 88 C29 107 14 114 0 114 C-14 114 -29 107 -44 88 C-66 60 -76 26 -77 -14 Z'

function person(portrait: Portrait, blink: number, speaks: number): string {
  const { hair, skin } = portrait
  return `
${hairBehind(portrait)}
<g filter="url(#edge)">
  <path d="M-40 70 C-40 130 -46 150 -66 168 L66 168 C46 150 40 130 40 70 Z" fill="url(#neck)"/>
  ${body(portrait)}
</g>
<path d="M-40 96 C-20 126 20 128 42 96 L46 136 C20 160 -20 158 -42 134 Z" fill="${skin.deep}" opacity="0.55" filter="url(#soft)"/>
<g filter="url(#fine)">
  ${hair.kind === 'scarf' ? '' : ears(portrait)}
  <path d="${outline}" fill="url(#face)"/>
  <g clip-path="url(#inFace)">${modelling(portrait)}</g>
  ${eyesAndBrows(portrait, blink)}
  ${noseAndMouth(portrait, speaks)}
</g>
${beardOf(portrait)}
${hairBefore(portrait)}
${portrait.glasses ? glasses : ''}`
}

function ears({ skin }: Portrait): string {
  return [-1, 1]
    .map(
      (side) =>
        `<g transform="scale(${side} 1)"><path d="M74 -12 C90 -26 98 -8 92 14 C88 32 80 38 72 32 Z" fill="${skin.middle}"/><path d="M78 -6 C88 -12 90 4 84 18" fill="none" stroke="${skin.deep}" stroke-width="3" opacity="0.7"/></g>`,
    )
    .join('')
}

function modelling({ skin, age = 0 }: Portrait): string {
  const lines = `<g fill="none" stroke="${skin.deep}" stroke-linecap="round" filter="url(#edge)" opacity="${0.25 + 0.35 * age}">
<path d="M-24 38 C-34 46 -38 54 -38 62" stroke-width="2.4"/><path d="M24 38 C34 46 38 54 38 62" stroke-width="2.4"/>
${age > 0.3 ? '<path d="M-44 22 C-36 27 -26 27 -18 23" stroke-width="1.8"/><path d="M44 22 C36 27 26 27 18 23" stroke-width="1.8"/>' : ''}
${age > 0.7 ? '<path d="M-36 -66 C-14 -70 14 -70 36 -66" stroke-width="1.8"/><path d="M-32 -54 C-12 -57 12 -57 32 -54" stroke-width="1.6"/><path d="M-66 0 L-74 -4 M-66 5 L-74 8" stroke-width="1.5"/>' : ''}
</g>`
  return `
<ellipse cx="66" cy="24" rx="34" ry="104" fill="${skin.deep}" opacity="0.55" filter="url(#softer)"/>
<ellipse cx="0" cy="120" rx="62" ry="22" fill="${skin.deep}" opacity="0.6" filter="url(#softer)"/>
<ellipse cx="-34" cy="-2" rx="25" ry="15" fill="${skin.deep}" opacity="0.42" filter="url(#soft)"/>
<ellipse cx="34" cy="-2" rx="25" ry="15" fill="${skin.deep}" opacity="0.5" filter="url(#soft)"/>
<ellipse cx="-42" cy="40" rx="22" ry="15" fill="#d8533f" opacity="0.17" filter="url(#soft)"/>
<ellipse cx="42" cy="40" rx="22" ry="15" fill="#d8533f" opacity="0.15" filter="url(#soft)"/>
<ellipse cx="-26" cy="-68" rx="36" ry="22" fill="#ffffff" opacity="0.2" filter="url(#softer)"/>
<ellipse cx="-44" cy="24" rx="16" ry="9" fill="#ffffff" opacity="0.2" filter="url(#soft)"/>
<ellipse cx="0" cy="94" rx="16" ry="8" fill="#ffffff" opacity="0.12" filter="url(#soft)"/>
${lines}`
}

function eyesAndBrows({ hair, skin, glasses: worn }: Portrait, blink: number): string {
  const brow = hair.kind === 'bald' ? '#8d867c' : hair.kind === 'scarf' ? '#2c1d15' : hair.colour
  return [-1, 1]
    .map((side) => {
      const open = 8.5 * (1 - blink)
      const almond = `M-17 1 C-9 ${-open - 1} 8 ${-open - 1.5} 17 -1 C9 ${open * 0.8} -8 ${open * 0.85} -17 1 Z`
      return `<g transform="translate(${side * 33} 0) scale(${side} 1)">
<clipPath id="eye${side}"><path d="${almond}"/></clipPath>
<path d="${almond}" fill="#f4efe9"/>
<g clip-path="url(#eye${side})">
<circle cx="${side * -1}" cy="-0.6" r="8" fill="url(#iris)"/><circle cx="${side * -1}" cy="-0.6" r="3.5" fill="#0c0807"/>
<circle cx="${side * -1 - side * 2.6}" cy="-3.4" r="1.9" fill="#ffffff"/>
<path d="M-18 -10 H18 V-3 C8 -8 -8 -8 -18 -1 Z" fill="#000000" opacity="0.28"/></g>
<path d="M-18 1.5 C-9 ${-open - 1.5} 8 ${-open - 2} 18.5 -2" fill="none" stroke="#231510" stroke-width="2.6" stroke-linecap="round"/>
<path d="M-15 3 C-7 ${open * 0.85 + 0.6} 8 ${open * 0.8 + 0.6} 16 1" fill="none" stroke="${skin.deep}" stroke-width="1.2" opacity="0.8"/>
<path d="M-17 -8 C-8 -15 8 -15 18 -9" fill="none" stroke="${skin.deep}" stroke-width="1.8" opacity="0.6"/>
<path d="M-21 -19 C-10 -28 8 -29 24 -20 C8 -24 -8 -23 -20 -14.5 Z" fill="${brow}" opacity="${worn ? 0.75 : 0.88}" filter="url(#fine)"/></g>`
    })
    .join('')
}

function noseAndMouth({ skin, lips }: Portrait, speaks: number): string {
  const gap = 1 + 5 * speaks
  return `
<path d="M7 -8 C12 14 20 30 17 38 C12 45 2 44 0 44 C8 40 10 24 7 -8 Z" fill="${skin.deep}" opacity="0.42" filter="url(#edge)"/>
<ellipse cx="-3" cy="22" rx="4" ry="22" fill="#ffffff" opacity="0.26" filter="url(#edge)"/>
<ellipse cx="-3" cy="36" rx="6" ry="5" fill="#ffffff" opacity="0.22" filter="url(#edge)"/>
<path d="M-17 38 C-14 46 -6 43 0 46 C6 43 14 46 17 38" fill="none" stroke="${skin.deep}" stroke-width="2.4" stroke-linecap="round" opacity="0.85"/>
<ellipse cx="-8" cy="42" rx="4" ry="2" fill="#2a1610" opacity="0.6"/><ellipse cx="8" cy="42" rx="4" ry="2" fill="#2a1610" opacity="0.6"/>
<path d="M-30 62 C-16 ${61 - gap / 4} -6 58 0 61 C6 58 16 ${61 - gap / 4} 30 62 C16 ${68 + gap} -16 ${68 + gap} -30 62 Z" fill="#5a2320"/>
<path d="M-23 64 C-8 65 8 65 23 64 C12 ${67 + gap * 0.5} -12 ${67 + gap * 0.5} -23 64 Z" fill="#f3ece6" opacity="${Math.min(1, 0.3 + speaks)}"/>
<path d="M-33 61 C-18 59 -7 56 0 59.5 C7 56 18 59 33 61 C20 64 8 64.5 0 65 C-8 64.5 -20 64 -33 61 Z" fill="url(#lip)"/>
<path d="M-32 62 C-16 ${68 + gap} 16 ${68 + gap} 32 62 C20 ${78 + gap} 8 ${81 + gap} 0 ${81 + gap} C-8 ${81 + gap} -20 ${78 + gap} -32 62 Z" fill="${lips}"/>
<ellipse cx="-6" cy="${74 + gap}" rx="9" ry="2.6" fill="#ffffff" opacity="0.28" filter="url(#edge)"/>
<ellipse cx="0" cy="${89 + gap}" rx="18" ry="4" fill="${skin.deep}" opacity="0.4" filter="url(#soft)"/>`
}

function body({ clothes, skin }: Portrait): string {
  const torso =
    'M-66 150 C-120 166 -182 180 -204 236 C-220 280 -226 360 -230 460 H230 C226 360 220 280 204 236 C182 180 120 166 66 150 C44 190 -44 190 -66 150 Z'
  const shade = `<path d="${torso}" fill="url(#clothes)"/><path d="M-150 240 C-140 320 -146 400 -150 460 M150 236 C138 320 146 400 150 460" fill="none" stroke="#000000" stroke-width="6" opacity="0.14" filter="url(#edge)"/>`
  if (clothes.kind === 'coat')
    return `<path d="${torso}" fill="${clothes.colour}"/>
<path d="M-52 158 L0 300 L52 158 C34 182 -34 182 -52 158 Z" fill="${clothes.under}"/>
<path d="M-30 172 L0 226 L30 172 C16 182 -16 182 -30 172 Z" fill="${skin.middle}"/>
<path d="M-66 150 L-92 214 L-56 236 L-66 258 L0 380 L-18 300 L-50 158 Z M66 150 L92 214 L56 236 L66 258 L0 380 L18 300 L50 158 Z" fill="#e6eaec" stroke="#c3cacd" stroke-width="2"/>
<path d="M-58 166 C-84 236 -70 290 -40 318 M58 166 C84 236 78 280 64 312" fill="none" stroke="#2d3a40" stroke-width="7" stroke-linecap="round"/><circle cx="64" cy="322" r="13" fill="#9aa6ab" stroke="#5d696e" stroke-width="4"/>
<rect x="-138" y="300" width="64" height="7" rx="3" fill="#c3cacd"/>${shade}`
  if (clothes.kind === 'shirt')
    return `<path d="${torso}" fill="${clothes.colour}"/>
<path d="M-36 166 L0 236 L36 166 C18 184 -18 184 -36 166 Z" fill="${clothes.under === clothes.colour ? skin.middle : clothes.under}"/>
<path d="M-64 148 L-76 196 L-34 224 L0 242 L-42 166 Z M64 148 L76 196 L34 224 L0 242 L42 166 Z" fill="${clothes.colour}" stroke="#000000" stroke-opacity="0.2" stroke-width="2"/>
<path d="M0 240 V460" stroke="#000000" stroke-opacity="0.2" stroke-width="2"/>${shade}`
  return `<path d="${torso}" fill="${clothes.colour}"/>
<path d="M-62 150 C-50 206 50 206 62 150 L52 150 C40 188 -40 188 -52 150 Z" fill="${clothes.colour}" stroke="#000000" stroke-opacity="0.25" stroke-width="3"/>
<path d="M-50 152 C-40 188 40 188 50 152 C36 176 -36 176 -50 152 Z" fill="${clothes.under}"/>${shade}`
}

/** Strands over a shape of hair, so that it does not look like a helmet. */
function strands(paths: readonly string[], { colour, shine }: Portrait['hair']): string {
  return paths
    .map(
      (d, index) =>
        `<path d="${d}" fill="none" stroke="${index % 2 ? colour : shine}" stroke-width="${2 + (index % 3)}" opacity="0.35" filter="url(#fine)"/>`,
    )
    .join('')
}

function hairBehind({ hair }: Portrait): string {
  const shape = (d: string) => `<path d="${d}" fill="${hair.colour}" filter="url(#edge)"/>`
  switch (hair.kind) {
    case 'long':
      return (
        shape(
          'M0 -142 C-82 -144 -112 -84 -108 -8 C-106 70 -124 150 -138 236 C-100 262 -60 250 -44 226 L44 226 C60 250 104 262 138 236 C122 150 106 70 108 -8 C112 -84 82 -144 0 -142 Z',
        ) +
        strands(
          [
            'M-96 -10 C-98 80 -116 170 -120 236',
            'M-84 20 C-88 110 -96 180 -92 240',
            'M96 -10 C98 80 112 170 118 236',
            'M86 20 C88 110 98 180 92 240',
          ],
          hair,
        )
      )
    case 'bob':
      return shape(
        'M0 -140 C-80 -142 -104 -84 -100 0 C-98 60 -104 92 -96 112 C-60 126 60 126 96 112 C104 92 98 60 100 0 C104 -84 80 -142 0 -140 Z',
      )
    case 'bun':
      return `${shape('M0 -138 C-66 -140 -92 -84 -86 -8 C-84 20 -74 40 -60 50 L60 50 C74 40 84 20 86 -8 C92 -84 66 -140 0 -138 Z')}<ellipse cx="6" cy="-146" rx="40" ry="32" fill="url(#hair)" filter="url(#edge)"/>`
    case 'curls': {
      const curls = Array.from({ length: 46 }, (_, index) => {
        const angle = Math.PI * (0.86 + (1.28 * index) / 45)
        const reach = 104 + 16 * Math.sin(index * 2.4)
        return `<circle cx="${Math.cos(angle) * reach * 1.02}" cy="${-30 + Math.sin(angle) * reach * 1.06}" r="${27 + 5 * Math.sin(index * 1.7)}" fill="${index % 4 === 1 ? hair.shine : hair.colour}"/>`
      })
      return `<g filter="url(#edge)"><ellipse cx="0" cy="-40" rx="112" ry="112" fill="${hair.colour}"/>${curls.join('')}</g>`
    }
    case 'scarf':
      return shape(
        'M0 -146 C-86 -146 -112 -80 -106 0 C-102 70 -112 120 -150 170 L150 170 C112 120 102 70 106 0 C112 -80 86 -146 0 -146 Z',
      )
    default:
      return ''
  }
}

function hairBefore({ hair, skin }: Portrait): string {
  const shape = (d: string) => `<path d="${d}" fill="url(#hair)" filter="url(#fine)"/>`
  const shadow = `<path d="M-74 -40 C-60 -92 60 -92 74 -40 C60 -74 -60 -74 -74 -40 Z" fill="${skin.deep}" opacity="0.35" filter="url(#soft)"/>`
  switch (hair.kind) {
    case 'long':
    case 'bob':
      return `${shadow}${shape('M8 -124 C-20 -80 -62 -76 -78 -8 C-84 10 -86 30 -88 46 C-104 -10 -112 -142 0 -144 C112 -142 104 -10 88 46 C86 20 84 4 78 -12 C70 -62 34 -84 8 -124 Z')}${strands(
        [
          'M4 -130 C-30 -86 -70 -76 -84 4',
          'M0 -138 C-50 -110 -86 -70 -92 0',
          'M14 -128 C44 -88 74 -66 84 4',
          'M16 -138 C60 -116 90 -70 94 0',
        ],
        hair,
      )}`
    case 'bun':
      return `${shadow}${shape('M-4 -112 C-40 -104 -66 -78 -78 -20 C-84 -10 -86 4 -84 16 C-100 -60 -86 -140 0 -142 C86 -140 100 -60 84 16 C86 4 84 -10 78 -20 C66 -78 36 -104 -4 -112 Z')}${strands(
        [
          'M-70 -40 C-60 -90 -30 -120 0 -138',
          'M-50 -76 C-36 -104 -10 -126 6 -138',
          'M70 -40 C62 -88 34 -118 8 -138',
          'M46 -80 C36 -104 20 -122 8 -138',
        ],
        hair,
      )}`
    case 'short':
      return `${shadow}${shape('M-78 0 C-86 -40 -96 -132 -6 -142 C60 -150 100 -100 80 0 C78 -20 76 -34 70 -48 C54 -84 20 -70 -24 -82 C-50 -84 -64 -62 -70 -44 C-76 -30 -76 -16 -78 0 Z')}${strands(
        ['M-66 -56 C-56 -100 -20 -128 20 -134', 'M-40 -84 C-20 -110 20 -122 50 -116', 'M10 -80 C34 -96 60 -92 72 -66'],
        hair,
      )}`
    case 'curls': {
      const fringe = Array.from({ length: 13 }, (_, index) => {
        const share = index / 12
        return `<circle cx="${-74 + 148 * share}" cy="${-74 - 34 * Math.sin(Math.PI * share)}" r="${19 + 3 * Math.sin(index * 2)}" fill="${index % 3 === 1 ? hair.shine : hair.colour}"/>`
      })
      return `${shadow}<g filter="url(#edge)">${fringe.join('')}</g>`
    }
    case 'bald':
      return `<path d="M-78 -6 C-92 -30 -92 -70 -74 -82 C-76 -50 -74 -30 -78 -6 Z M78 -6 C92 -30 92 -70 74 -82 C76 -50 74 -30 78 -6 Z" fill="${hair.colour}" filter="url(#edge)"/><ellipse cx="-22" cy="-92" rx="34" ry="15" fill="#ffffff" opacity="0.28" filter="url(#soft)"/>`
    case 'scarf':
      return `<path fill-rule="evenodd" d="M0 -148 C92 -148 112 -78 104 0 C100 60 112 130 128 178 C70 206 -70 206 -128 178 C-112 130 -100 60 -104 0 C-112 -78 -92 -148 0 -148 Z M0 -100 C-54 -98 -74 -56 -74 -6 C-72 40 -50 104 0 112 C50 104 72 40 74 -6 C74 -56 54 -98 0 -100 Z" fill="url(#hair)" filter="url(#fine)"/>${strands(
        [
          'M-86 -60 C-96 20 -80 90 -10 150',
          'M86 -60 C96 20 84 90 30 152',
          'M-70 110 C-30 150 40 150 90 120',
          'M-100 150 C-40 184 50 180 100 150',
        ],
        hair,
      )}`
    default:
      return hair.kind satisfies never
  }
}

function beardOf({ beard = 0, hair, skin }: Portrait): string {
  if (beard === 0) return ''
  const colour = hair.kind === 'bald' ? '#b9b3aa' : hair.colour
  return `<g opacity="${beard}" filter="url(#edge)" clip-path="url(#inFace)"><path fill-rule="evenodd" d="M-80 0 C-72 20 -60 30 -48 44 C-34 52 -16 50 0 52 C16 50 34 52 48 44 C60 30 72 20 80 0 L80 120 H-80 Z M-32 66 C-16 57 16 57 32 66 C20 84 -20 84 -32 66 Z" fill="${colour}" opacity="0.85" filter="url(#soft)"/></g>
<g opacity="${beard * 0.8}" filter="url(#fine)"><path d="M-36 62 C-22 50 -8 50 0 54 C8 50 22 50 36 62 C20 57 -20 57 -36 62 Z" fill="${colour}"/></g>${beard < 0.5 ? `<ellipse cx="0" cy="100" rx="40" ry="16" fill="${skin.deep}" opacity="0.15" filter="url(#soft)"/>` : ''}`
}

const glasses = `<g fill="none" stroke="#2b2a2c" stroke-width="3.6"><rect x="-58" y="-17" width="48" height="37" rx="15" fill="#ffffff" fill-opacity="0.07"/><rect x="10" y="-17" width="48" height="37" rx="15" fill="#ffffff" fill-opacity="0.07"/><path d="M-10 -4 C-4 -9 4 -9 10 -4 M-58 -6 L-80 -10 M58 -6 L80 -10"/></g><path d="M-50 -10 L-34 -12 L-46 8 Z M18 -10 L34 -12 L22 8 Z" fill="#ffffff" opacity="0.18"/>`

function room({ room: where, size: { width: w, height: h }, light }: Portrait): string {
  const window = (x: number, width: number) =>
    `<rect x="${x * w}" y="${-0.05 * h}" width="${width * w}" height="${0.66 * h}" fill="#eaf3f7"/><rect x="${(x + width / 2) * w - 5}" y="0" width="10" height="${0.61 * h}" fill="#c9d3d6"/>`
  const side = (share: number) => (light === 'right' ? 1 - share : share)
  const wall = (from: string, to: string) =>
    `<linearGradient id="wall" x1="${side(0)}" y1="0" x2="${side(1)}" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient><rect x="-40" y="-40" width="${w + 80}" height="${h + 80}" fill="url(#wall)"/>`
  const books = (x: number, y: number, width: number) =>
    ['#7b8f92', '#b98b5e', '#4f6670', '#d9c7a4', '#8a5a4c', '#61766a', '#c9a35a', '#3f4f5c', '#a7b3b0']
      .map(
        (colour, index) =>
          `<rect x="${x * w + (index * width * w) / 9}" y="${(y - 0.13 - 0.02 * ((index * 7) % 3)) * h}" width="${(width * w) / 9 - 2}" height="${(0.13 + 0.02 * ((index * 7) % 3)) * h}" fill="${colour}"/>`,
      )
      .join('') +
    `<rect x="${(x - 0.02) * w}" y="${y * h}" width="${(width + 0.04) * w}" height="${0.018 * h}" fill="#7a5f47"/>`
  const plant = (x: number, y: number) =>
    Array.from({ length: 9 }, (_, index) => {
      const lean = -70 + index * 17
      return `<ellipse cx="${x * w}" cy="${(y - 0.12) * h}" rx="${0.022 * h}" ry="${0.12 * h}" fill="${index % 2 ? '#5f8a62' : '#3f6c4c'}" transform="rotate(${lean} ${x * w} ${y * h})"/>`
    }).join('') +
    `<rect x="${x * w - 0.05 * h}" y="${y * h}" width="${0.1 * h}" height="${0.12 * h}" rx="6" fill="#b7a592"/>`
  switch (where) {
    case 'practice':
      return `${wall('#f2f1ec', '#b9c6c3')}${window(0.03, 0.2)}${books(0.76, 0.3, 0.2)}${books(0.76, 0.54, 0.2)}${plant(0.3, 0.66)}<rect x="${0.58 * w}" y="${0.1 * h}" width="${0.1 * w}" height="${0.22 * h}" fill="#ffffff" stroke="#90a4a6" stroke-width="6"/>`
    case 'living room':
      return `${wall('#efe2cf', '#b7977b')}<rect x="${0.1 * w}" y="${0.1 * h}" width="${0.24 * w}" height="${0.2 * h}" fill="#d8b48f" stroke="#6d5643" stroke-width="10"/><circle cx="${0.84 * w}" cy="${0.3 * h}" r="${0.15 * h}" fill="#fff2cf"/><rect x="${0.832 * w}" y="${0.42 * h}" width="${0.014 * w}" height="${0.4 * h}" fill="#6d5643"/><path d="M${-0.05 * w} ${0.66 * h} H${1.05 * w} V${1.1 * h} H${-0.05 * w} Z" fill="#6f7f7a"/>`
    case 'kitchen':
      return `${wall('#f4f1ea', '#c7c0b2')}${window(0.68, 0.28)}<rect x="${-0.02 * w}" y="${-0.02 * h}" width="${0.4 * w}" height="${0.3 * h}" fill="#8fa39a"/><rect x="${0.18 * w}" y="0" width="4" height="${0.28 * h}" fill="#6d8178"/><rect x="${-0.02 * w}" y="${0.62 * h}" width="${1.04 * w}" height="${0.05 * h}" fill="#a98660"/><rect x="${-0.02 * w}" y="${0.67 * h}" width="${1.04 * w}" height="${0.4 * h}" fill="#7f938a"/><rect x="${0.06 * w}" y="${0.48 * h}" width="${0.07 * w}" height="${0.14 * h}" rx="8" fill="#d06f52"/>`
    case 'bedroom':
      return `${wall('#dfe3ee', '#8e97b0')}${window(0.06, 0.3)}<rect x="${0.56 * w}" y="${0.14 * h}" width="${0.3 * w}" height="${0.16 * h}" fill="#f2d9a6" stroke="#ffffff" stroke-width="10"/><path d="M${-0.05 * w} ${0.72 * h} C${0.3 * w} ${0.64 * h} ${0.7 * w} ${0.64 * h} ${1.05 * w} ${0.72 * h} V${1.1 * h} H${-0.05 * w} Z" fill="#e9e4da"/>`
    default:
      return where satisfies never
  }
}
