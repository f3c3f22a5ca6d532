import { expect, test } from '@playwright/test'
import { connect } from './support/api.ts'
import { open, type Person } from './support/person.ts'
import { startProduct } from './support/product.ts'

/** The banner itself; the words for a screen reader stand elsewhere. */
const banner = ({ page }: Person) => page.locator('section', { hasText: 'Reconnecting… You can go on talking.' })

// Takes long: a product of its own is started twice, and three browsers are in a call meanwhile.
test('the server is killed in a call and comes back: media never stop, and everybody is where they were', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const product = await startProduct()
  try {
    const api = await connect(product.demo)
    const session = await api.book({
      people: [
        { name: 'Dr Vega', role: 'host' },
        { name: 'Ana', role: 'guest' },
        { name: 'Tom', role: 'guest' },
      ],
    })
    const host = await open(browser, session.url('Dr Vega'))
    await host.join()
    const ana = await open(browser, session.url('Ana'))
    await ana.join()
    await host.button('Let in Ana').click()
    await Promise.all([host.sees(), ana.sees()])
    const tom = await open(browser, session.url('Tom'))
    await tom.join()
    await expect(host.button('Let in Tom')).toBeVisible()

    await product.kill()
    await expect(banner(host)).toBeVisible()
    await Promise.all([host.sees(), ana.sees()])
    await Promise.all([host.hears(), ana.hears()])
    await product.start()

    for (const person of [host, ana]) {
      await expect(banner(person)).toBeHidden()
      await person.sees()
    }
    await expect(tom.page.getByText(/^In the waiting room/)).toBeVisible()
    // What was acknowledged before is still there, and what is asked for now is done.
    await host.button('Let in Tom').click()
    await Promise.all([tom.sees(2), host.sees(2), ana.sees(2)])
    const { session_id } = session
    const { data: stored } = await api.client.GET('/v1/sessions/{session_id}', { params: { path: { session_id } } })
    expect(stored).toMatchObject({ session_id })
    for (const person of [host, ana, tom]) await person.close()
  } finally {
    await product.close()
  }
})
