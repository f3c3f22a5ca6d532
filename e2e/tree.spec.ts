import { expect, test } from './support/test.ts'

/** What a screen reader finds in each phase; what changes from call to call is left out. */
test('the accessibility tree of each phase', async ({ api, visit }) => {
  const session = await api.book()
  const guest = await visit(session.url('Ana'))
  await expect(guest.page.locator('body')).toMatchAriaSnapshot(`
    - banner: Demo clinic
    - main:
      - heading "Ready to join?" [level=1]
      - region "Camera, microphone and speaker":
        - img "Your picture, as in a mirror"
        - button "Mute microphone"
        - button "Stop video"
      - button "Join"
      - button "Exit call interface"
    - contentinfo:
      - combobox "Language"
  `)
  await guest.join()
  await expect(guest.page.locator('body')).toMatchAriaSnapshot(`
    - banner: Demo clinic
    - main:
      - heading "You are in the waiting room" [level=1]
      - button "Exit call interface"
  `)
  const host = await visit(session.url('Dr Vega'))
  await host.join()
  await expect(host.page.getByRole('heading', { name: 'Ana is in the waiting room' })).toBeVisible()
  await host.button(/^Let in/).click()
  await Promise.all([host.sees(), guest.sees()])
  await host.button('Chat').waitFor()
  await expect(host.page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "Call with Ana" [level=1]
      - list "People in the call":
        - listitem:
          - paragraph: Ana
          - 'button "Small window over other programs: Ana"'
        - listitem:
          - paragraph: You
          - button "Move my picture to the next corner"
          - button "Hide my picture"
    - contentinfo:
      - paragraph: Follow-up
      - region "Controls":
        - button "Mute microphone"
        - button "Stop video"
        - button "Waiting room, nobody is waiting"
        - button "Chat"
        - button "Share screen"
        - button "People, 2 in the call"
        - button "Menu"
      - button "End call"
  `)
  await host.button(/^People/).click()
  await expect(host.page.getByRole('complementary')).toMatchAriaSnapshot(`
    - complementary "People":
      - heading "People" [level=2]
      - button "Close"
      - button "Invite"
      - button "Lock room"
      - list:
        - listitem:
          - paragraph: Dr Vega (you)
          - paragraph: Host
        - listitem:
          - paragraph: Ana
          - paragraph: Guest
          - button "Safety code with Ana"
          - 'button "Mute: Ana"'
          - button "More for Ana"
  `)
  await host.button('More for Ana').click()
  await host.button('Put on hold: Ana').click()
  await expect(guest.page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "You are on hold" [level=1]
  `)
  await host.button('More for Ana').click()
  await host.button('Resume: Ana').click()
  await guest.sees()
  await guest.button('End call').click()
  await expect(guest.page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "You have left the call" [level=1]
      - button "Rejoin"
  `)
})

test('the accessibility tree of two doors', async ({ product, visit }) => {
  const nobody = await visit(`${product.url}/session/no-such-link`)
  await expect(nobody.page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "This link does not work" [level=1]
    - contentinfo:
      - combobox "Language"
  `)
  const again = await visit(product.demo.guest_url)
  await expect(again.button('Join')).toBeVisible()
  await nobody.page.goto(product.demo.guest_url)
  await nobody.join()
  await expect(again.page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "Your call is open somewhere else" [level=1]
      - button "Move this call here"
  `)
})
