import type { Clock } from '@anteroom/ui/ground/clock.ts'

/**
 * In a frame whose sandbox lacks `allow-forms` browsers drop each submission before the page hears of it: Join would do nothing,
 * nor Enter in a field. Nothing of ours is ever sent by a form, so the page is told all the same.
 */
export function submitWithoutForms(clock: Clock, until: AbortSignal): void {
  let submitted: EventTarget | null = null
  addEventListener(
    'submit',
    ({ target }) => {
      submitted = target
    },
    { signal: until, capture: true },
  )
  // Enter in a field presses the form's button as well.
  addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      const { form, type } = button ?? {}
      if (!button || !form || type !== 'submit') return
      submitted = null
      const submit = () => {
        if (submitted === form || event.defaultPrevented || !form.isConnected) return
        if (!form.noValidate && !form.checkValidity()) return
        form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button }))
      }
      clock.after(0, submit, until)
    },
    { signal: until },
  )
}
