/** HTML as it is sent. Only `html` makes it out of texts, and escapes each of them. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may be put into markup; `null` and `false` are nothing. */
export type Part = Markup | string | null | false | readonly Part[]

export function html(fixed: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(fixed.map((text, at) => text + textOf(parts[at] ?? null)).join(''))
}

function textOf(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string') return escapeText(part)
  return part instanceof Markup ? part.text : part.map(textOf).join('')
}

/** For text between tags, and in attributes that stand in quotation marks. */
export function escapeText(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
