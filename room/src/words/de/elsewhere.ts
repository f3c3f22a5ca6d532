import type { Words } from '../words.ts'

export const deElsewhere: Words['elsewhere'] = {
  window: 'Ihr Gespräch ist in einem anderen Fenster offen.',
  windowText: 'Sie können stattdessen hier weitermachen.',
  device: 'Ihr Gespräch ist an einem anderen Gerät offen.',
  deviceText: 'Ihr anderes Gerät fragt Sie, ob Sie einverstanden sind.',
  unsure: 'Dieser Link ist schon offen.',
  unsureText:
    'In diesem Browser sind Cookies aus. Darum wissen wir nicht, ob er hier offen war. Wenn Sie teilnehmen, kommen Sie hinein, sobald die andere Seite zu ist oder zustimmt.',
  opened: (name) => `Der Link von ${name} wurde an einem anderen Gerät geöffnet`,
  moves: 'Wenn Sie hereinbitten, wechselt das Gespräch dorthin.',
}
