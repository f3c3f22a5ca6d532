import { keepSteady, steadyMs } from '@anteroom/ui/steady.tsx'
import { expect, onTestFinished, test } from 'vitest'

/** A list of rows that are pressed, below something that may grow. */
function createList(...names: string[]) {
  const place = document.createElement('div')
  const above = document.createElement('div')
  const list = document.createElement('ul')
  place.append(above, list)
  document.body.append(place)
  const pressed: string[] = []
  const add = (name: string) => {
    const row = document.createElement('li')
    row.style.height = '60px'
    row.textContent = name
    row.addEventListener('click', () => pressed.push(name))
    list.append(row)
    return row
  }
  const rows = names.map(add)
  const stop = keepSteady(list)
  onTestFinished(() => {
    stop()
    place.remove()
  })
  /** Whom a press at this place of the list reaches. */
  const at = (index: number) => {
    const { left, top } = list.getBoundingClientRect()
    const element = document.elementFromPoint(left + 20, top + 60 * index + 30)
    return rows.find((row) => row === element)?.textContent ?? null
  }
  return { above, list, rows, at, add }
}

const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

test('whatever has just come takes no press, and does a moment later', async () => {
  const { at } = createList('Ana')
  await drawn()
  expect(at(0)).toBeNull()
  await expect.poll(() => at(0), { timeout: steadyMs * 5 }).toBe('Ana')
})

test('a row that slides up under the finger takes none, one that stayed does', async () => {
  const { rows, at } = createList('Ana', 'Ben', 'Cleo')
  await expect.poll(() => at(2), { timeout: steadyMs * 5 }).toBe('Cleo')
  rows[1]?.remove()
  await drawn()
  expect(at(0)).toBe('Ana')
  expect(at(1)).toBeNull()
  await expect.poll(() => at(1), { timeout: steadyMs * 5 }).toBe('Cleo')
})

test('what grows above the list moves all of it', async () => {
  const { above, at } = createList('Ana', 'Ben')
  await expect.poll(() => at(0), { timeout: steadyMs * 5 }).toBe('Ana')
  above.style.height = '60px'
  await drawn()
  await drawn()
  expect(at(0)).toBeNull()
})

test('a row that offers something else takes none', async () => {
  const { rows, at } = createList('Ana')
  await expect.poll(() => at(0), { timeout: steadyMs * 5 }).toBe('Ana')
  rows[0]?.setAttribute('data-state', 'true')
  await drawn()
  expect(at(0)).toBeNull()
})

test('who scrolls knows that rows move; a list that scrolls as something comes does not ask', async () => {
  const { list, add, at } = createList('Ana', 'Ben', 'Cleo')
  list.style.cssText = 'height: 120px; overflow: auto'
  await expect.poll(() => at(0), { timeout: steadyMs * 5 }).toBe('Ana')
  list.scrollTo({ top: 60 })
  await drawn()
  expect(at(0)).toBe('Ben')
  add('Dora')
  await drawn()
  list.scrollTo({ top: 120 })
  await drawn()
  expect(at(0)).toBeNull()
})
