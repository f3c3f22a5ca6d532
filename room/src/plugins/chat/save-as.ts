/** Hands a file to the browser's downloads. */
export function saveAs(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may only begin to read it after this; a minute is what FileSaver and others allow it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
