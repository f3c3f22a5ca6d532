/** Safari, and every browser on an iPhone. There is no feature to ask for in which it takes devices otherwise than others. */
export const isWebKit = () => globalThis.navigator?.vendor?.startsWith('Apple') ?? false
