import type { DeviceProblem } from '../../devices/devices.ts'

/** Nothing that is pressed here helps. */
export const lasting: readonly DeviceProblem[] = ['missing', 'insecure', 'framed', 'unsupported']
