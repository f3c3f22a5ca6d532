/** @typedef {{ name: string, isProgram: boolean, content: Buffer }} Entry */

const block = 512

/**
 * An archive (ustar) that is the same for the same files: by name, all of one time, and of nobody.
 * @param {readonly Entry[]} entries
 * @param {number} seconds since 1970
 * @returns {Buffer}
 */
export function tarOf(entries, seconds) {
  const sorted = [...entries].sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)))
  const parts = sorted.flatMap((entry) => [headerOf(entry, seconds), entry.content, padding(entry.content.length)])
  return Buffer.concat([...parts, Buffer.alloc(2 * block)])
}

/**
 * @param {Entry} entry
 * @param {number} seconds
 */
function headerOf({ name, isProgram, content }, seconds) {
  const header = Buffer.alloc(block)
  const [prefix, rest] = inTwo(name)
  header.write(rest, 0)
  header.write(octal(isProgram ? 0o755 : 0o644, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(content.length, 12), 124)
  header.write(octal(seconds, 12), 136)
  // The sum of all is made as if blanks stood in its own place.
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\0', 257)
  header.write('00', 263)
  header.write(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)} `, 148)
  return header
}

/**
 * A name has 100 bytes, and 155 more for the folders before it.
 * @param {string} name
 * @returns {[string, string]}
 */
function inTwo(name) {
  if (Buffer.byteLength(name) <= 100) return ['', name]
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)]
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return [prefix, rest]
  }
  throw new Error(`The name of ${name} is too long for an archive.`)
}

/** @param {number} value @param {number} size */
const octal = (value, size) => `${value.toString(8).padStart(size - 1, '0')}\0`

/** @param {number} length */
const padding = (length) => Buffer.alloc((block - (length % block)) % block)
