const maxCharacters = 120
const maxEnding = 12

/** Turn the writing around, or cannot be seen: "gpj.exe" could be shown as "exe.jpg". */
const deceiving = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

/** A file's name as it can be shown and saved anywhere: no folders, nothing that deceives, not too long. */
export function safeName(name: string): string {
  const base = name.slice(-1000).split(/[/\\]/).at(-1) ?? ''
  const clean = base
    // Halves of a sign, which cannot be written.
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(deceiving, '')
    .replace(/[<>:"|?*]/g, '_')
    // A dot in front hides a file, one at the end is dropped by some systems.
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= maxEnding ? clean.slice(dot) : ''
  const stem = [...(ending ? clean.slice(0, dot) : clean)].slice(0, maxCharacters - ending.length).join('')
  return stem + ending || 'file'
}

/** What kind of file it is, by its name: "PDF". Empty when that says nothing. */
export function kindOf(name: string): string {
  return /\.([\p{L}\p{N}]{1,6})$/u.exec(name)?.[1]?.toUpperCase() ?? ''
}
