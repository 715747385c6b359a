export type { PaymentEventType, PaymentsOptions } from './context.ts'
export { LedgerUnavailableError } from './group-commit.ts'
export {
  type LedgerBook,
  type LedgerOptions,
  maxStoredResponseBytes,
  openLedger,
  responseRetentionMs,
} from './ledger.ts'
export { createPayments, ForeignPayeeError } from './payments.ts'
export type * from './types.ts'
