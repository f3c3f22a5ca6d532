/** The largest file that is sent. */
export const maxFileBytes = 100_000_000

/** The largest picture that is shown small: before it is, it takes a lot of memory. */
export const maxPreviewBytes = 25_000_000
