// A node's public HTTP API as the CLI uses it: JSON in, JSON out, every failure a CliError with the
// node's own code and hint. Answers are data from a stranger: shown cleaned, never trusted.
import { type Json, messageOf, parseJson } from '@zooid/base'
import { CliError, exitCodes, UsageError } from './command.ts'
import type { DataDir } from './data-dir.ts'
import { readRunning } from './up-file.ts'

const answerLimits = { maxBytes: 8 * 1024 * 1024, maxDepth: 64 }

export type ApiRequest = {
  readonly method?: string
  readonly body?: Json
  /** Operator token, sent as a bearer. */
  readonly token?: string
  /** @default 30000 */
  readonly timeoutMs?: number
}

/** Node of `--node`, else the running queen, else the default port of this machine. */
export function nodeUrl(flag: string | undefined, data: DataDir): string {
  if (flag) return parseUrl(flag).origin
  const running = readRunning(data.upFile)
  const queen = running?.nodes.find((node) => node.role === 'queen' && node.url)
  return queen?.url ?? 'http://127.0.0.1:4020'
}

/** @throws UsageError unless it is an http(s) URL; a bare host:port gets http:// */
export function parseUrl(text: string): URL {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(full)) throw new UsageError(`"${text}" is not a URL`)
  const url = new URL(full)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UsageError(`"${text}" is not an http URL`)
  return url
}

/**
 * @throws CliError with exit code 4 when nothing answers, 1 with the node's problem otherwise
 */
export async function api(base: string, path: string, request: ApiRequest = {}): Promise<Json> {
  const url = new URL(path, base)
  const response = await reach(url, {
    method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
    headers: {
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(request.timeoutMs ?? 30_000),
  })
  const text = await response.text()
  const parsed = text === '' ? { ok: true as const, value: null } : parseJson(text, answerLimits)
  if (!response.ok)
    throw new NodeProblemError(url, response.status, parsed.ok ? parsed.value : null)
  if (!parsed.ok)
    throw new CliError('node.answer', `${url} answered ${parsed.reason}`, {
      hint: 'is this a zooid node?',
    })
  return parsed.value
}

/** fetch whose network failures say which address did not answer. */
export async function reach(url: URL | string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw new UnreachableError(url, error)
  }
}

/** A member of a JSON object, or undefined. */
export function field(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })[name]
    : undefined
}

/** A string or number member as text, else ''. */
export function textField(value: Json | undefined, name: string): string {
  const found = field(value, name)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

/** The array itself, or the first array member: lists come as `{items: [...]}` with other fields. */
export function listOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value
  if (value === null || typeof value !== 'object') return []
  return (
    Object.values(value).find((member): member is readonly Json[] => Array.isArray(member)) ?? []
  )
}

export class UnreachableError extends CliError {
  override readonly name = 'UnreachableError'
  constructor(url: URL | string, cause: unknown) {
    const reason = cause instanceof Error && cause.cause ? cause.cause : cause
    const isTimeout = cause instanceof Error && cause.name === 'TimeoutError'
    super(
      'node.unreachable',
      `${new URL(url).origin} ${isTimeout ? 'did not answer in time' : 'is not reachable'}`,
      {
        exitCode: exitCodes.unreachable,
        hint: 'is it running? "zooid ps" shows the colony of this folder, "zooid up" starts one',
        retryable: true,
        cause: new Error((reason as NodeJS.ErrnoException).code ?? messageOf(reason)),
      },
    )
  }
}

export class NodeProblemError extends CliError {
  override readonly name = 'NodeProblemError'
  readonly problem: Json
  constructor(url: URL, status: number, problem: Json) {
    const title = textField(problem, 'title') || `HTTP ${status}`
    const detail = textField(problem, 'detail')
    const hint = textField(problem, 'hint')
    super(
      textField(problem, 'code') || `http.${status}`,
      `${url.host} refused: ${title}${detail && detail !== title ? `: ${detail}` : ''}`,
      {
        status,
        exitCode: status === 402 ? exitCodes.payment : exitCodes.failed,
        ...(hint ? { hint } : {}),
      },
    )
    this.problem = problem
  }
}
