/** The languages that Checkout speaks. */
const known =
  'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'
const byTag = new Map(known.split(' ').map((tag) => [tag.toLowerCase(), tag]))

/** Where the script says more than the language. */
const byScript = new Map(Object.entries({ 'zh-hant': 'zh-TW', 'zh-hans': 'zh', no: 'nb', nn: 'nb', hi: 'hi-IN' }))

/** Checkout's language for somebody who reads that one (BCP 47); `auto`: whatever their browser says. */
export function localeOf(language: string | null): string {
  const parts = language?.toLowerCase().split('-') ?? []
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join('-')
    const found = byTag.get(tag) ?? byScript.get(tag)
    if (found) return found
  }
  return 'auto'
}
