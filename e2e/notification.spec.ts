import { expect, test } from './support/test.ts'

declare global {
  interface Window {
    notificationsOfTest?: string[]
  }
}

/** As if the person looked at another window, and with an ear for what the browser is asked to show. Runs in the page. */
function lookElsewhere() {
  document.hasFocus = () => false
  window.notificationsOfTest = []
  window.Notification = new Proxy(window.Notification, {
    construct(target, [title, options]: [string, NotificationOptions]) {
      const shown = new target(title, options)
      window.notificationsOfTest?.push([title, options.body].join(''))
      return shown
    },
  })
}

test('a host who looks at another window gets a notification that says no name', async ({ api, visit, product }) => {
  const session = await api.book()
  const host = await visit(session.url('Dr Vega'))
  await host.context.grantPermissions(['camera', 'microphone', 'notifications'], { origin: product.url })
  await host.page.addInitScript(lookElsewhere)
  await host.page.reload()
  await host.join()
  await host.button(/^Waiting room/).click()
  await host.button('More for all who wait').click()
  const choice = host.page.getByRole('switch', { name: 'Notify me on this computer' })
  await choice.click()
  await expect(choice).toBeChecked()

  const ana = await visit(session.url('Ana'))
  await ana.join()
  const notifications = () => host.page.evaluate(() => window.notificationsOfTest)
  await expect.poll(notifications).toEqual(['Somebody is in the waiting room'])

  // The choice holds, and who is already here is told again.
  await host.page.reload()
  await host.button(/^Waiting room, 1 person/).waitFor()
  await expect.poll(notifications).toEqual(['Somebody is in the waiting room'])
})
