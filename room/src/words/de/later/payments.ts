import type { LaterWords } from '../../words.ts'

/** What people read who pay, and who ask for it. Amounts come as they are read: "50,00 €". */
export const dePayments: LaterWords['payments'] = {
  title: 'Bitte bezahlen Sie, bevor Sie teilnehmen',
  titleCard: 'Bitte hinterlegen Sie eine Karte, bevor Sie teilnehmen',
  to: (payee) => `An ${payee}`,
  pay: (amount) => `${amount} bezahlen`,
  leaveCard: 'Karte hinterlegen',
  test: 'Test: Es fließt kein Geld',
  testShort: 'Testkonto',
  safe: 'Sie bezahlen auf einer Seite von Stripe. Ihre Kartennummer sehen wir nie.',
  safeCard: 'Sie geben Ihre Karte auf einer Seite von Stripe ein. Ihre Nummer sehen wir nie.',
  afterwards: (payee) => `Jetzt wird nichts abgebucht. ${payee} belastet die Karte nach dem Gespräch, wie vereinbart.`,
  contact: (payee) => `Fragen zur Bezahlung? Bitte wenden Sie sich an ${payee}.`,
  opening: 'Die Bezahlseite öffnet sich …',
  asking: 'Wir fragen bei Stripe …',

  notYet: 'Bisher wurde nichts abgebucht',
  notYetText: 'Sie können jetzt bezahlen. Wenn Sie schon bezahlt haben, sagen Sie es uns: Wir fragen noch einmal nach.',
  notYetCard: 'Bisher ist keine Karte hinterlegt',
  notYetCardText:
    'Sie können das jetzt tun. Wenn es schon geschehen ist, sagen Sie es uns: Wir fragen noch einmal nach.',
  stillOpen: 'Wenn der Tab dafür noch offen ist, können Sie auch dort weitermachen.',
  havePaid: 'Ich habe bezahlt',
  haveLeft: 'Ich habe eine Karte hinterlegt',
  paidAfterAll: 'Ich habe doch noch bezahlt',
  leftAfterAll: 'Ich habe doch noch eine Karte hinterlegt',
  notArrived:
    'Stripe weiß noch von keiner Zahlung. Wenn Sie gerade bezahlt haben, warten Sie kurz und fragen Sie noch einmal.',
  notArrivedCard:
    'Stripe weiß noch von keiner Karte. Wenn Sie gerade eine hinterlegt haben, warten Sie kurz und fragen Sie noch einmal.',
  notKnown:
    'Stripe antwortet im Moment nicht, daher wissen wir nicht, ob Sie schon bezahlt haben. Wenn ja, bezahlen Sie bitte nicht noch einmal: Diese Seite geht von selbst weiter.',
  notKnownCard:
    'Stripe antwortet im Moment nicht, daher wissen wir nicht, ob Sie schon eine Karte hinterlegt haben. Wenn ja, müssen Sie es nicht noch einmal tun: Diese Seite geht von selbst weiter.',

  inTab: 'Bitte bezahlen Sie im neu geöffneten Tab',
  inTabCard: 'Bitte hinterlegen Sie Ihre Karte im neu geöffneten Tab',
  inTabText: 'Danach geht es auf dieser Seite von selbst weiter.',
  again: 'Noch einmal öffnen',
  blocked: 'Ihr Browser hat keinen neuen Tab geöffnet. Bitte öffnen Sie die Seite hier:',
  openPage: 'Bezahlseite öffnen',

  troubles: {
    declined:
      'Ihre Bank hat die Karte abgelehnt. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte oder fragen Sie Ihre Bank.',
    'no-funds': 'Auf der Karte ist nicht genug Geld. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
    'card-expired': 'Die Karte ist abgelaufen. Es wurde nichts abgebucht. Bitte nehmen Sie eine andere Karte.',
    'not-approved':
      'Ihre Bank hat die Zahlung nicht freigegeben. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    unanswered: 'Die Frage Ihrer Bank wurde nicht beantwortet und ist nicht mehr offen. Es wurde nichts abgebucht.',
    expired:
      'Die Bezahlseite war zu lange offen und ist nun zu. Es wurde nichts abgebucht. Bitte öffnen Sie sie noch einmal.',
    failed: 'Das hat nicht geklappt. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
  },
  account: (payee) => `${payee} kann hier im Moment keine Zahlung annehmen`,
  accountText: (payee) =>
    `Wegen der Zahlung brauchen Sie nichts zu tun. Bitte wenden Sie sich an ${payee}. Sobald das geklärt ist, geht es hier von selbst weiter.`,
  problems: {
    'provider-unreachable':
      'Stripe antwortet im Moment nicht. Es wurde nichts abgebucht. Bitte versuchen Sie es in einer Minute noch einmal.',
    'payment-refused':
      'Stripe hat diese Zahlung abgelehnt. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.',
    'too-many-requests': 'Das war oft in kurzer Zeit. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
    'too-soon':
      'Die Bezahlseite wurde in der letzten Stunde zu oft geöffnet. Spätestens in einer Stunde geht es wieder.',
    'not-collectable': 'Es gibt kein Zahlungskonto, das dies annehmen könnte.',
    'fee-paid': 'Das ist schon bezahlt.',
  },

  early: 'Sie können jetzt schon bezahlen',
  earlyCard: 'Sie können Ihre Karte jetzt schon hinterlegen',

  paid: (amount) => `${amount} bezahlt`,
  refunded: (amount) => `${amount} erstattet`,
  partlyRefunded: (amount) => `${amount} bezahlt, ein Teil erstattet`,
  tooMuch: (amount) => `Sie haben ${amount} zu viel bezahlt. Der Betrag geht auf Ihre Karte zurück.`,
  card: (brand, last4) => `${brand} ···· ${last4}`,
  someCard: 'Karte',
  cardLeft: (card) => `Hinterlegte Karte: ${card}`,
  paidMayJoin: (amount) => `${amount} bezahlt. Sie können jetzt teilnehmen.`,
  cardMayJoin: 'Ihre Karte ist hinterlegt. Sie können jetzt teilnehmen.',

  seen: {
    owed: (amount) => `${amount} zu zahlen`,
    cardOwed: 'Karte noch nicht hinterlegt',
    waived: (amount) => `${amount} nicht bezahlt, eingelassen`,
    failed: (amount) => `${amount} noch nicht bezahlt`,
    kept: (card) => `Karte hinterlegt: ${card}`,
    charging: (amount) => `${amount} wird abgebucht …`,
    needsAction: (amount) => `${amount}: Freigabe der Bank fehlt`,
    disputed: (amount) => `${amount} wird beanstandet`,
    notCollectable: (amount) => `${amount} kann nicht eingezogen werden`,
    tooMuch: (amount) => `${amount} zu viel bezahlt, geht zurück`,
  },
  atPayment: (name) => `${name} ist bei der Bezahlung`,
  atPaymentAway: (name) => `${name} ist bei der Bezahlung, gerade nicht verbunden`,
  waive: 'Ohne Bezahlung einlassen',
  waiveOne: (name) => `Ohne Bezahlung einlassen: ${name}`,
  waiveTitle: (name) => `${name} ohne Bezahlung einlassen?`,
  waiveText: (name) =>
    `${name} kommt jetzt weiter und wird an der Tür nicht mehr danach gefragt. Im Gespräch können Sie noch darum bitten.`,
  waived: (name) => `${name} kommt ohne Bezahlung weiter.`,

  ask: 'Um Bezahlung bitten',
  askHint: 'Bezahlt wird auf einer eigenen Seite',
  askTitle: (name) => `${name} um eine Zahlung bitten`,
  amount: 'Betrag',
  currency: 'Währung',
  forWhat: 'Wofür (freiwillig)',
  forWhatHint: (name) => `${name} liest es, und Stripe auch.`,
  askFor: (amount) => `Um ${amount} bitten`,
  askForSome: 'Darum bitten',
  wrong: {
    unclear: (example) => `Bitte schreiben Sie einen Betrag wie ${example}.`,
    least: (amount) => `Es müssen mindestens ${amount} sein.`,
    most: (amount) => `Es können höchstens ${amount} sein.`,
    uneven: 'So kleine Teile hat diese Währung nicht. Bitte schreiben Sie einen runden Betrag.',
  },
  asked: (name, amount) => `${name} wird um ${amount} gebeten.`,
  takeBack: (amount) => `Bitte um ${amount} zurücknehmen`,
  takeBackHint: 'Die Person sieht sie dann nicht mehr',
  tookBack: (name) => `${name} wird nicht mehr darum gebeten.`,
  charge: 'Karte belasten',
  chargeHint: (card) => `Die hinterlegte Karte: ${card}`,
  chargeTitle: (name) => `Die Karte von ${name} belasten`,
  chargeNow: (amount) => `${amount} abbuchen`,
  chargeSome: 'Abbuchen',
  chargeSure: (name, card, amount) =>
    `${amount} werden sofort von der Karte abgebucht, die ${name} hinterlegt hat: ${card}.`,
  goOn: 'Weiter',
  back: 'Zurück',
  hasPaid: (name, amount) => `${name} hat ${amount} bezahlt`,
  hasLeftCard: (name) => `${name} hat eine Karte hinterlegt`,
  bankAsks: (name, amount) => `Die Bank von ${name} verlangt eine Freigabe für ${amount}`,
  bankAsksText: (name) => `${name} sieht jetzt einen Knopf dafür.`,
  notCharged: (name, amount) => `Von der Karte von ${name} wurden ${amount} nicht abgebucht`,
  notChargedText: 'Die Bank hat es abgelehnt. Sie können um eine andere Zahlung bitten.',
  unansweredText:
    'Die Frage der Bank wurde nicht beantwortet. Sie können die Karte noch einmal belasten oder um eine andere Zahlung bitten.',
  notPaid: (name, amount) => `Die Zahlung von ${name} über ${amount} hat nicht geklappt`,
  notPaidText: (name) => `${name} kann es noch einmal versuchen.`,
  hasPaidTooMuch: (name, amount) => `${name} hat ${amount} zu viel bezahlt`,
  tooMuchText: 'Der Betrag geht von selbst auf die Karte zurück.',
  asksYou: (payee, amount) => `${payee} bittet Sie um ${amount}`,
  later: 'Später',
  laterText: 'Sie finden es unter „Personen“ wieder.',
  yourBankAsks: (amount) => `Ihre Bank bittet Sie, ${amount} freizugeben`,
  approve: 'Zur Seite der Bank',
  thanks: (amount) => `Sie haben ${amount} bezahlt. Vielen Dank.`,
  noLonger: (amount) => `Sie werden nicht mehr um ${amount} gebeten.`,
}
