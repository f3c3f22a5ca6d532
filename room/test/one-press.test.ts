import { takeDoublePressesForOne } from '@anteroom/ui/one-press.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'

let enough = () => {}
let pressed: string[] = []

beforeEach(() => {
  pressed = []
  enough = takeDoublePressesForOne(document)
})

afterEach(() => {
  enough()
  document.body.replaceChildren()
})

function put(html: string) {
  document.body.innerHTML = html
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', () => pressed.push(button.textContent))
}

test('two presses of a button are one', async () => {
  put('<button>Mute</button>')
  await userEvent.dblClick(page.getByRole('button'))
  expect(pressed).toEqual(['Mute'])
})

test('the second press does not reach what the first one has put under the finger', async () => {
  put('<button>Let in Ana</button>')
  const [first] = document.querySelectorAll('button')
  first?.addEventListener('click', () => {
    first.textContent = 'Let in Tom'
  })
  await userEvent.dblClick(page.getByRole('button'))
  expect(pressed).toEqual(['Let in Ana'])
})

test('two presses of a switch by its label are one', async () => {
  put('<label><input type="checkbox"> Blur my background</label>')
  await userEvent.dblClick(page.getByText('Blur my background'))
  await expect.element(page.getByRole('checkbox')).toBeChecked()
})

test('two presses in two places are two, and so are two of a key', async () => {
  put('<button style="margin: 50px">Mute</button><button style="margin: 50px">Leave</button>')
  await userEvent.click(page.getByRole('button', { name: 'Mute' }))
  await userEvent.click(page.getByRole('button', { name: 'Leave' }))
  await userEvent.keyboard('{Enter}{Enter}')
  expect(pressed).toEqual(['Mute', 'Leave', 'Leave', 'Leave'])
})
