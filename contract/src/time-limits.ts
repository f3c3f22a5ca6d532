/** How long a page may be gone before its visit leaves, in milliseconds. */
export const graceMs = 20_000

/** How long a call from which everybody was lost may be gone on with, in milliseconds. */
export const goOnMs = 600_000

/** How long a device that is asked for its place may leave that unanswered, in milliseconds. */
export const moveUnansweredMs = 30_000

/** How long a guest who was turned away waits before they may knock again, in milliseconds. */
export const knockPauseMs = 30_000
