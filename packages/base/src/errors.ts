// The one error base of the project. `code` is stable and dotted (`ledger.duplicate_nonce`), `message`
// says what happened with the offending value, `hint` says what to do. Subclasses live at the bottom
// of the module that throws them; HTTP turns them into RFC 9457 problem+json in one place (gateway).

export type ZooidErrorOptions = {
  readonly hint?: string
  /** HTTP status that fits this failure. @default 500 */
  readonly status?: number
  /** May the same call succeed later without a change? @default false */
  readonly retryable?: boolean
  readonly cause?: unknown
}

export class ZooidError extends Error {
  override readonly name: string = 'ZooidError'
  readonly code: string
  readonly hint: string | undefined
  readonly status: number
  readonly retryable: boolean

  constructor(code: string, message: string, options: ZooidErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint
    this.status = options.status ?? 500
    this.retryable = options.retryable ?? false
  }
}

/** The message of anything that was thrown, for logs and wrapped errors. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
