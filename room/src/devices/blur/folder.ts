import library from '@twilio/video-processors/package.json' with { type: 'json' }

/** Where the built room keeps the files of the library; browsers keep them for good, so the version is in the name. */
export const backgroundFolder = `background-${library.version}`
