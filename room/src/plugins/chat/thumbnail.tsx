import { useEffect, useRef, useState } from 'preact/hooks'
import { maxPreviewBytes } from './file-limits.ts'
import styles from './files.module.css'

const maxWidth = 240
const maxHeight = 180

export const mayHavePreview = ({ type, size }: { type: string; size: number }) =>
  type.startsWith('image/') && size > 0 && size <= maxPreviewBytes

/** Drawn from the bytes that came, never opened as a page; nothing for what is no picture. */
export function Thumbnail({ blob, label }: { blob: Blob; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isPicture, setPicture] = useState(true)
  useEffect(() => {
    let isWanted = true
    createImageBitmap(blob).then(
      (picture) => {
        const target = canvas.current
        if (isWanted && target) {
          const scale = Math.min(1, maxWidth / picture.width, maxHeight / picture.height)
          target.width = Math.max(1, Math.round(picture.width * scale))
          target.height = Math.max(1, Math.round(picture.height * scale))
          target.getContext('2d')?.drawImage(picture, 0, 0, target.width, target.height)
        }
        picture.close()
      },
      () => setPicture(false),
    )
    return () => {
      isWanted = false
    }
  }, [blob])
  return isPicture ? <canvas ref={canvas} className={styles.thumbnail} role="img" aria-label={label} /> : null
}
