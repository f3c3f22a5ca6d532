import { useEffect, useState } from 'preact/hooks'
import styles from './qr-code.module.css'

/** How wide the light edge is that readers need, in modules (ISO/IEC 18004, 9.1). */
const edge = 4

type Props = {
  text: string
  /** What the code is, for those who cannot see it. */
  label: string
}

/** A QR code, dark on light in every theme: many readers know no other. What draws it is loaded when it is needed. */
export function QrCode({ text, label }: Props) {
  const [modules, setModules] = useState<boolean[][] | null>(null)
  useEffect(() => {
    let isWanted = true
    import('qr')
      .then(({ encodeQR }) => {
        if (isWanted) setModules(encodeQR(text, 'raw', { border: edge }))
      })
      // The link itself stands beside it.
      .catch(() => {})
    return () => {
      isWanted = false
    }
  }, [text])
  if (!modules) return <div className={styles.code} />
  return (
    <svg
      className={styles.code}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shape-rendering="crispEdges"
    >
      <path d={pathOf(modules)} />
    </svg>
  )
}

/** One line for each run of dark modules. */
function pathOf(modules: boolean[][]): string {
  return modules
    .flatMap((row, y) => {
      const runs: string[] = []
      for (let x = 0; x < row.length; x++) {
        if (!row[x]) continue
        const from = x
        while (row[x + 1]) x++
        runs.push(`M${from} ${y}h${x + 1 - from}v1H${from}z`)
      }
      return runs
    })
    .join('')
}
