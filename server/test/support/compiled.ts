/** Where processes keep what they have compiled, for those that tests give an environment of their own (vitest.config.ts). */
export const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '' }
