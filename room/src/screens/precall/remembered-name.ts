/** By visit, so that the next person at this device does not read somebody else's name. */
const key = (visitId: string) => `anteroom.name.${visitId}`

export function recallName(visitId: string): string {
  try {
    return localStorage.getItem(key(visitId)) ?? ''
  } catch {
    return '' // Storage is off: the name is typed again.
  }
}

export function rememberName(visitId: string, name: string): void {
  try {
    localStorage.setItem(key(visitId), name)
  } catch {
    // Storage is off: the name is typed again next time.
  }
}
