/**
 * Where a package is of those in package-lock.json that somebody asks for, as Node looks for it: beside the one who asks,
 * and then further up.
 * @param {string} name
 * @param {string} from
 * @param {Record<string, unknown>} packages
 * @returns {string | null}
 */
export function placeOf(name, from, packages) {
  for (let place = from; ; place = place.replace(/(^|\/)[^/]*$/, '')) {
    const beside = `${place ? `${place}/` : ''}node_modules/${name}`
    if (packages[beside]) return beside
    if (!place) return null
  }
}
