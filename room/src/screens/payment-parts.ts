// What both need is in the file of the later parts, and in no third one: this one asks for that one.
import './later-parts.ts'
import { Payment } from './payment/payment.tsx'

/** What people see of payments, for sessions in which somebody pays. */
export const paymentParts = { Payment }
