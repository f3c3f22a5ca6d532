/** A phone, whichever way it is held, or a page that is as much enlarged. */
export const compact = '(max-width: 47.99em), (max-height: 29.99em)'
