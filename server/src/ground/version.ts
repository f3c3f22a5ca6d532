import manifest from '../../package.json' with { type: 'json' }

/** Of Anteroom. */
export const { version } = manifest
