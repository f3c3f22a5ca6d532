import type { Words } from '../words.ts'

export const deElsewhere: Words['elsewhere'] = {
  window: 'Dieser Link ist in einem anderen Fenster geöffnet.',
  windowText: 'Nehmen Sie teil, um hier weiterzumachen.',
  device: 'Dieser Link wird an einem anderen Gerät benutzt.',
  deviceText: 'Wenn Sie teilnehmen, fragen wir dort, ob das Gespräch hierher wechseln darf.',
  unsure: 'Dieser Link ist schon offen.',
  unsureText:
    'In diesem Browser sind Cookies aus. Darum wissen wir nicht, ob er hier offen war. Wenn Sie teilnehmen, kommen Sie hinein, sobald die andere Seite zu ist oder zustimmt.',
  opened: (name) => `Der Link von ${name} wurde an einem anderen Gerät geöffnet`,
  moves: 'Wenn Sie hereinbitten, wechselt das Gespräch dorthin.',
}
