import type { VisitView } from '@anteroom/contract/realtime'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { draw } from './support/draw.ts'
import { inspect, lookAs } from './support/looks.ts'
import { button, heading, openMenu } from './support/screen.ts'
import { ana, guestsCall, hostsCall, knocking, left, tom, viewOf, waiting } from './support/view.ts'

/** What a screen reader and a style sheet go by, and words by which a test finds its way. */
const ways = [
  { name: 'العربية', lang: 'ar', people: /^الحضور/, more: 'المزيد', end: 'إنهاء المكالمة' },
  { name: 'Deutsch', lang: 'de', people: /^Personen/, more: 'Mehr', end: 'Beenden' },
  { name: 'Español', lang: 'es', people: /^Personas/, more: 'Más', end: 'Terminar llamada' },
  { name: '简体中文', lang: 'zh-Hans', people: /^人员/, more: '更多', end: '结束通话' },
  { name: 'English', lang: 'en', people: /^People/, more: 'More', end: 'End call' },
] as const

const panel = () => page.getByRole('complementary')
const dialog = () => page.getByRole('dialog')
const alone = { people: [], othersJoined: false }

for (const { name, lang, people, more, end } of ways) {
  test(`every screen has room for its words: ${lang}`, async () => {
    const { server } = await draw(viewOf())
    await page.getByRole('combobox').first().selectOptions(name)
    await expect.poll(() => document.documentElement.lang).toBe(lang)
    const goOn = goingOn(server)
    await expectRoomForWords('precall')
    await goOn(viewOf({ phase: { ...waiting, ahead: 2, message: 'Ten minutes' } }))
    await expectRoomForWords('waiting')
    await goOn(viewOf({ phase: { ...waiting, turnedAway: { mayKnockAt: '2030-05-06T10:00:30.000Z' } } }))
    await expectRoomForWords('turned away')
    await goOn(hostsCall({ ...alone, waiting: [knocking] }))
    await expect.element(button(/Ana Lindgren/).first()).toBeVisible()
    await expectRoomForWords('knock')
    await goOn(hostsCall({ people: [ana, tom] }))
    await pressInSheet(more, people)
    await expect.element(panel().getByRole('listitem').nth(2).getByRole('button').first()).toBeVisible()
    await expectRoomForWords('people')
    await pressInSheet(more, people)
    await button(more).click()
    await expect.element(dialog().getByRole('combobox').last()).toBeVisible()
    await expectRoomForWords('menu')
    await dialog().getByRole('button').first().click()
    await button(end).click()
    await expect.element(dialog().getByRole('button').nth(2)).toBeVisible()
    await expectRoomForWords('end')
    await goOn(viewOf({ phase: left }))
    await expectRoomForWords('exit')
  })
}

test('all that is there is drawn in the new language, and nothing is taken down for it', async () => {
  await draw(guestsCall())
  await expect.element(button('Chat')).toBeVisible()
  const video = document.querySelector('video[data-visit]')
  await openMenu()
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('Deutsch')
  await button('Schließen').click()
  await expect.element(button('Beenden')).toBeVisible()
  await expect.element(button('Chat')).toBeVisible()
  expect(document.documentElement.lang).toBe('de')
  expect(video?.isConnected).toBe(true)
})

test('what is drawn before and after changes of the language has ids of its own', async () => {
  await draw(hostsCall({ people: [ana, tom] }))
  await expect.element(button('Chat')).toBeVisible()
  await button('Chat').click()
  await expect.element(panel().getByRole('textbox')).toBeVisible()
  await openMenu()
  for (const { name } of [ways[1], ways[2]]) {
    await dialog().getByRole('combobox').last().selectOptions(name)
    await expect.element(dialog().getByRole('combobox').last()).toHaveDisplayValue(name)
    expect(doubleIds(), name).toEqual([])
  }
  await dialog().getByRole('button').first().click()
  await button(ways[2].people).click()
  await expect.element(panel().getByRole('listitem').nth(2).getByRole('button').first()).toBeVisible()
  await button('Menú').click()
  await expect.element(dialog().getByRole('combobox').last()).toBeVisible()
  expect(doubleIds()).toEqual([])
})

test('what was being written is kept while the language changes', async () => {
  await draw(viewOf({ me: { name: null, nameGiven: false } }))
  await page.getByRole('textbox', { name: 'Your name' }).fill('Åse')
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('Deutsch')
  await expect.element(page.getByRole('textbox', { name: 'Ihr Name' })).toHaveValue('Åse')
})

// It looks at seven screens in four looks each.
test('from right to left as well nothing stands in anybody’s way', { timeout: 60_000 }, async () => {
  const { server } = await draw(viewOf())
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('العربية')
  await expect.poll(() => document.documentElement.dir).toBe('rtl')
  const goOn = goingOn(server)
  await inspect('precall, ar')
  await goOn(viewOf({ phase: waiting }))
  await inspect('waiting, ar')
  await goOn(hostsCall({ ...alone, waiting: [knocking] }))
  await expect.element(button(/Ana Lindgren/).first()).toBeVisible()
  await inspect('knock, ar')
  await goOn(hostsCall({ people: [ana, tom] }))
  const { people, more, end } = ways[0]
  await pressInSheet(more, people)
  await expect.element(panel().getByRole('listitem').nth(2).getByRole('button').first()).toBeVisible()
  await inspect('people, ar')
  await pressInSheet(more, people)
  await button(more).click()
  await expect.element(dialog().getByRole('combobox').last()).toBeVisible()
  await inspect('menu, ar')
  await dialog().getByRole('button').first().click()
  await button(end).click()
  await expect.element(dialog().getByRole('button').nth(2)).toBeVisible()
  await inspect('end, ar')
  await goOn(viewOf({ phase: left }))
  await inspect('exit, ar')
})

/** A phone's bar has no place for all controls. */
async function pressInSheet(more: string, name: RegExp) {
  await button(more).click()
  await dialog().getByRole('button', { name }).click()
}

/** The next screen, once it is there: it has another heading than the one before. */
function goingOn(server: { set: (view: VisitView) => void }) {
  return async (view: VisitView) => {
    const before = heading().element().textContent
    server.set(view)
    await expect.poll(() => heading().query()?.textContent).not.toBe(before)
  }
}

/** On the narrowest of phones, nothing that people press has words beyond its edge. */
async function expectRoomForWords(screen: string) {
  await lookAs('light, phone')
  await page.viewport(320, 640)
  await expect.poll(tooNarrow, { message: screen }).toEqual([])
}

/** What people can press whose words stand beyond its edge, and whatever is wider than the window. */
function tooNarrow(): (string | null)[] {
  const pressed = [...document.querySelectorAll<HTMLElement>('button, a, label, summary')].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }),
  )
  const found = pressed.filter((element) => {
    const edge = element.getBoundingClientRect()
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let text = words.nextNode(); text; text = words.nextNode()) {
      const around = text.parentElement
      // The number beside a control stands at its corner on purpose; what is for screen readers alone is a dot.
      if (!around || around.closest('[aria-hidden]') || around.getBoundingClientRect().width <= 1) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const isOut = ({ left, right, width }: DOMRect) => width > 1 && (left < edge.left - 1 || right > edge.right + 1)
      if ([...range.getClientRects()].some(isOut)) return true
    }
    return false
  })
  const isWide = document.documentElement.scrollWidth > innerWidth
  return [...found.map(({ textContent }) => textContent), ...(isWide ? ['the page'] : [])]
}

function doubleIds(): string[] {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  // A page with nothing to be named by ids would pass whatever its ids are.
  expect(ids.length).toBeGreaterThan(3)
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

test('with text of 200 % the word for the way out stands in one line, also where words are long', async () => {
  await draw(hostsCall())
  await openMenu()
  await page.getByRole('combobox', { name: 'Language' }).selectOptions('Deutsch')
  await button('Schließen').click()
  document.documentElement.style.fontSize = '200%'
  onTestFinished(() => {
    document.documentElement.style.fontSize = ''
  })
  for (const width of [360, 393]) {
    await page.viewport(width, 740)
    const word = document.createRange()
    word.selectNodeContents(page.getByText('Beenden', { exact: true }).element())
    await expect.poll(() => word.getClientRects().length).toBe(1)
  }
})
