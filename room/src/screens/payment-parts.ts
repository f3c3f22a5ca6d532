import { AskForPayment } from './in-call/payments/ask-for-payment.tsx'
import { AtPayment } from './in-call/payments/at-payment.tsx'
import { ChargeCard } from './in-call/payments/charge-card.tsx'
import { OwnDue } from './in-call/payments/own-requests.tsx'
import { PaymentNotices } from './in-call/payments/payment-notices.tsx'
import { Seen } from './in-call/payments/seen.tsx'
import { Paid } from './payment/paid.tsx'
import { PayEarly } from './payment/pay-early.tsx'
import { Payment } from './payment/payment.tsx'

/** What people see of payments, for sessions in which somebody pays. */
export const paymentParts = {
  AskForPayment,
  AtPayment,
  ChargeCard,
  OwnDue,
  Paid,
  PayEarly,
  Payment,
  PaymentNotices,
  Seen,
}
