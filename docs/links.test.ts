import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const files = [
  ...(await readdir(root)).filter((name) => name.endsWith('.md')),
  ...(await readdir(path.join(root, 'docs'), { recursive: true }))
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => `docs/${name}`),
]

test('every link in the documents leads to something that is there', async () => {
  const lost: string[] = []
  for (const file of files) {
    const text = await readFile(path.join(root, file), 'utf8')
    for (const [, target = ''] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      const [name = '', anchor] = target.split('#')
      const place = name ? path.join(root, path.dirname(file), name) : path.join(root, file)
      const found = await readFile(place, 'utf8').catch((error: NodeJS.ErrnoException) =>
        // A folder is something, too.
        error.code === 'EISDIR' ? '' : null,
      )
      if (found === null || (anchor !== undefined && !anchorsOf(found).includes(anchor)))
        lost.push(`${file}: ${target}`)
    }
  }
  expect(lost).toEqual([])
})

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]+`/g, '')

/** Headings as the places where code is hosted make anchors of them. */
function anchorsOf(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
