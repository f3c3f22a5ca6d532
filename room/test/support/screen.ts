import { page } from 'vitest/browser'

/** Finds a button as a person reads it: by its whole name, or by the part that a pattern has. */
export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

/** What the screen is called. */
export const heading = () => page.getByRole('heading', { level: 1 })
