/**
 * Whether a key belongs to an input method that composes a word, as Enter does when it takes one. Safari ends the composing
 * first and tells of the key afterwards, by a code that stands for nothing else.
 */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229
