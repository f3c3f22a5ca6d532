/** A phone, whichever way it is held, or a page that is as much enlarged. */
export const compact = '(max-width: 47.99em), (max-height: 29.99em)'

/** There is room for the door beside the pictures. */
export const roomy = '(min-width: 64em) and (min-height: 30em)'
