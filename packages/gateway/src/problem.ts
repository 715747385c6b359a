// The one place where failures become HTTP: RFC 9457 problem+json. Known errors speak for themselves;
// an unknown one gives away a request id and nothing else.
import { STATUS_CODES } from 'node:http'
import { type Log, ZooidError } from '@zooid/base'
import { ownHeaders, type Reply } from './reply.ts'

export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly hint?: string
  readonly requestId?: string
}

export type ProblemExtras = {
  readonly headers?: { readonly [name: string]: string }
  /** Further members of the problem object, e.g. a publication verdict. */
  readonly members?: { readonly [name: string]: unknown }
}

/** A failure the HTTP layer itself finds. */
export class HttpProblem extends ZooidError {
  override readonly name = 'HttpProblem'
  readonly extras: ProblemExtras
  constructor(
    status: number,
    code: string,
    message: string,
    options: { readonly hint?: string } & ProblemExtras = {},
  ) {
    super(code, message, { status, ...(options.hint === undefined ? {} : { hint: options.hint }) })
    this.extras = options
  }
}

/** Problem of anything that was thrown; unknown errors are logged under the request id. */
export function problemReply(error: unknown, requestId: string, log: Log): Reply {
  if (error instanceof HttpProblem)
    return renderProblem(error, error.status, requestId, error.extras)
  if (error instanceof ZooidError && error.status < 500)
    return renderProblem(error, error.status, requestId, {})
  log.error({ err: error, requestId }, 'a request failed')
  if (error instanceof ZooidError)
    return renderProblem(error, error.status, requestId, {
      headers: error.retryable ? { 'Retry-After': '5' } : {},
    })
  return renderProblem(
    { code: 'internal', message: 'something broke on our side' },
    500,
    requestId,
    {},
  )
}

function renderProblem(
  error: { readonly code: string; readonly message: string; readonly hint?: string | undefined },
  status: number,
  requestId: string,
  extras: ProblemExtras,
): Reply {
  const problem: Problem = {
    type: `urn:zooid:problem:${error.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    requestId,
  }
  return {
    status,
    headers: {
      ...ownHeaders,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
      ...extras.headers,
    },
    body: JSON.stringify({ ...problem, ...extras.members }),
  }
}
