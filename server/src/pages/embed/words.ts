import { html, type Part } from '../look/markup.ts'

const code = (text: string) => html`<code>${text}</code>`

/** Every word on the page that checks the element. Whoever builds a page around it reads this beside code, so it is in English. */
export const words = {
  language: 'en',
  product: 'Anteroom',
  title: 'Check the room in your page · Anteroom',
  heading: 'Check the room in your page',
  intro: 'Type the link of a test session. This page shows its room as yours would, and says what works.',

  entry: 'Entry link',
  entryHint: 'Take one that nobody uses: whoever has it open in a call is interrupted.',
  entryError: (origin: string) =>
    html`Enter an entry link of this server: <span class="code">${origin}/session/…</span> Where this page’s own address begins otherwise, open it there.`,
  page: 'Address of your page (optional)',
  pageHint: 'To find out whether it may show the room.',
  pageError: 'Enter an address with https, or leave it empty.',
  button: 'Check',
  noScript: 'This page needs JavaScript.',

  results: 'Results',
  states: { open: 'Not checked yet', busy: 'Checking…', ok: 'Works', wrong: 'Does not work', unsure: 'Cannot tell' },
  right: 'All of it works.',
  wrong: 'Not all of it works. What to do stands beside each.',

  checks: (origin: string): { id: string; title: string; advice: Part }[] => [
    {
      id: 'script',
      title: 'The script is loaded',
      advice: html`Your page’s Content-Security-Policy has to allow it: ${code(`script-src ${origin}`)}.`,
    },
    {
      id: 'secure',
      title: 'The page is secure',
      advice: html`Serve your page with https. Browsers give a camera to nothing else, besides ${code('localhost')}.`,
    },
    {
      id: 'framing',
      title: 'Your page may show the room',
      advice: html`Add your page’s origin to the team’s ${code('frame_origins')}; whoever runs the server may have to add it to ${code('FRAME_ANCESTORS')}. Your own policy needs ${code(`frame-src ${origin}`)}.`,
    },
    {
      id: 'messages',
      title: 'Messages of the room arrive',
      advice: html`Check that the link is complete, and that your page’s origin is among the team’s ${code('frame_origins')}.`,
    },
    {
      id: 'devices',
      title: 'Camera, microphone and screen are handed on',
      advice: html`The element hands them on by itself. Your page and its server must not forbid them: look for ${code('Permissions-Policy')} in its headers. Firefox does not tell; try it in Chrome, Edge or Safari.`,
    },
    {
      id: 'storage',
      title: 'The browser keeps what the room remembers',
      advice: html`Nothing to do: the room works without. It then forgets the choice of camera and microphone.`,
    },
  ],

  room: 'The room',
  use: 'For your page',
  newest: 'Always the newest script:',
  pinned:
    'Or this very version. Its hash no longer fits once the server is updated, so use it where you notice that, or serve the file yourself:',
}
