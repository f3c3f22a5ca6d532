/** The call's own code is loaded while people get ready for it. */
export const loadInCall = () => import('./in-call.tsx').then(({ InCall }) => ({ default: InCall }))
