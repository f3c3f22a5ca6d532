/**
 * A source of a Content-Security-Policy: the origin of an address, or null where that cannot stand in one. Browsers take
 * hosts with signs in them (`https://x;sandbox`) that end a directive or mean any host.
 */
export function cspOrigin(address: string): string | null {
  const { origin } = URL.canParse(address) ? new URL(address) : { origin: 'null' }
  return /^https?:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(origin) ? origin : null
}

const hostSource =
  /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:\*|(?:\*\.)?[\w.-]+|\[[\da-f:.]+\])(?::(?:\d+|\*))?(?:\/[\w./~%-]*)?$/i

/** Whether a text is one source of a directive such as frame-ancestors (CSP 3, 2.3.1): a word, a scheme or a host. */
export function isCspSource(text: string): boolean {
  return /^'(?:self|none)'$|^[a-z][a-z\d+.-]*:$/i.test(text) || hostSource.test(text)
}
