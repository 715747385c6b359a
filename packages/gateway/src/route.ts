// The one way a free route comes into being. A route names its class or does not type-check, and does
// not register either; input is parsed against its schemas before `answer` runs. Paid routes have their
// own road (paid.ts); both stand in the same table.
import { randomUUID } from 'node:crypto'
import type { RouteConfig, z } from '@hono/zod-openapi'
import { limits } from '@zooid/base'
import type { Access } from './access.ts'
import { bodyJson, readBody } from './body.ts'
import { type Call, clientAddress, requestHeader } from './env.ts'
import type { Load } from './load.ts'
import type { Metrics } from './metrics.ts'
import { HttpProblem, problemReply } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import { MethodNotAllowedError, TooManyRequestsError } from './refusals.ts'
import { ownHeaders, type Reply, respond } from './reply.ts'
import type { AuthClass, GatewayDeps } from './types.ts'

export type Method = 'get' | 'post' | 'put' | 'delete'

/** What an answer gets: parsed input, and the call for the few that need headers. */
export type Ask<Q, P, B> = {
  readonly c: Call
  readonly query: Q
  readonly params: P
  readonly body: B
}

export type RouteSpec<Q extends z.ZodObject, P extends z.ZodObject, B extends z.ZodType> = {
  readonly method: Method
  /** OpenAPI style: `/ledger/{id}`. */
  readonly path: string
  readonly auth: Exclude<AuthClass, 'paid'>
  readonly summary: string
  readonly description?: string
  readonly tags: string[]
  readonly query?: Q
  readonly params?: P
  /** Schema of a JSON body; the route takes no body without it. */
  readonly body?: B
  /** @default limits.requestBodyBytes */
  readonly maxBodyBytes?: number
  /** Answered under overload too: health, metrics, the operator. @default false */
  readonly essential?: boolean
  readonly responses: RouteConfig['responses']
  readonly answer: (ask: Ask<z.infer<Q>, z.infer<P>, z.infer<B>>) => Reply | Promise<Reply>
}

export type Route = {
  readonly method: Method | 'all'
  readonly path: string
  readonly auth: AuthClass
  readonly essential: boolean
  /** Absent for routes that OpenAPI describes elsewhere (one path per cartridge). */
  readonly config: RouteConfig | null
  /** Parses the input, then answers. Free routes only; paid ones are served by paid.ts. */
  readonly run: ((c: Call) => Promise<Reply>) | null
}

/** Checks and describes one route. */
export function route<
  Q extends z.ZodObject = z.ZodObject,
  P extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<Q, P, B>): Route {
  const { method, path, auth, query, params, body, responses, tags, summary, description } = spec
  const maxBodyBytes = spec.maxBodyBytes ?? limits.requestBodyBytes
  return {
    method,
    path,
    auth,
    essential: spec.essential ?? auth === 'operator',
    config: {
      method,
      path,
      tags,
      summary,
      ...(description === undefined ? {} : { description }),
      ...(auth === 'operator' ? { security: [{ operator: [] }] } : {}),
      request: {
        ...(query === undefined ? {} : { query }),
        ...(params === undefined ? {} : { params }),
        ...(body === undefined
          ? {}
          : { body: { required: true, content: { 'application/json': { schema: body } } } }),
      },
      responses,
    },
    run: async (c) =>
      spec.answer({
        c,
        query: parseInput('query', query, c.req.query()),
        params: parseInput('path', params, c.req.param()),
        body: (body === undefined
          ? undefined
          : parseInput('body', body, await jsonBody(c, maxBodyBytes))) as z.infer<B>,
      }),
  }
}

export type RouteParts = {
  readonly access: Access
  readonly rateLimit: RateLimit
  readonly load: Load
  readonly metrics: Metrics
  readonly log: GatewayDeps['log']
}

/** Handler of a free route: host, load, rate, class, then the answer; everything thrown becomes a problem. */
export function createFreeHandler(route: Route, parts: RouteParts): (c: Call) => Promise<Response> {
  const { auth, run, path } = route
  if (!authClasses.has(auth) || auth === 'paid' || run === null)
    throw new UnclassedRouteError(path, String(auth))
  return (c) =>
    answerSafely(c, path, parts, async () => {
      if (!route.essential && parts.load.isHigh()) {
        parts.metrics.shed()
        throw new HttpProblem(503, 'node.overloaded', 'the node is busy with paid calls', {
          headers: { 'Retry-After': '2' },
        })
      }
      parts.access.checkClass(c, auth)
      return run(c)
    })
}

/** Handler of a known path with a method it does not have. */
export function createMethodHandler(
  path: string,
  methods: readonly string[],
  parts: RouteParts,
): (c: Call) => Promise<Response> {
  const verbs = methods.map((method) => method.toUpperCase())
  const allow = [...new Set(verbs.includes('GET') ? [...verbs, 'HEAD'] : verbs)].join(', ')
  return (c) =>
    answerSafely(c, path, parts, () => {
      throw new MethodNotAllowedError(c.req.method, allow)
    })
}

/** Handler of paths nobody knows. */
export function createNotFoundHandler(parts: RouteParts): (c: Call) => Promise<Response> {
  return (c) =>
    answerSafely(c, '(unknown)', parts, () => {
      throw new HttpProblem(404, 'request.no_route', 'there is nothing at this path', {
        hint: 'GET /openapi.json lists the routes',
      })
    })
}

async function answerSafely(
  c: Call,
  path: string,
  parts: RouteParts,
  answer: () => Reply | Promise<Reply>,
): Promise<Response> {
  const startedAt = performance.now()
  const requestId = randomUUID()
  let reply: Reply
  try {
    parts.access.checkHost(c)
    const retryAfterS = parts.rateLimit.take(clientAddress(c), 1)
    if (retryAfterS > 0) throw new TooManyRequestsError(retryAfterS)
    const answered = await answer()
    reply = {
      ...answered,
      headers: { ...ownHeaders, 'X-Request-Id': requestId, ...answered.headers },
    }
  } catch (error) {
    reply = problemReply(error, requestId, parts.log)
  }
  // Hono throws the body of a HEAD away without cancelling it; a stream would wait for ever.
  if (c.req.method === 'HEAD' && reply.body instanceof ReadableStream) {
    await reply.body.cancel()
    reply = { ...reply, body: null }
  }
  parts.metrics.observe(c.req.method, path, reply.status, performance.now() - startedAt)
  return respond(reply)
}

async function jsonBody(c: Call, maxBytes: number): Promise<unknown> {
  // Pages of other origins can send text/plain without asking; application/json they cannot.
  const type = requestHeader(c, 'content-type') ?? ''
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw new HttpProblem(415, 'request.not_json', 'the body must be application/json')
  return bodyJson(await readBody(c, maxBytes), maxBytes)
}

function parseInput<T extends z.ZodType>(
  where: string,
  schema: T | undefined,
  value: unknown,
): z.infer<T> {
  // Without a schema nothing of the input is looked at, so nothing of it is handed on.
  if (schema === undefined) return {} as z.infer<T>
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 10).map((issue) => ({
    field: [where, ...issue.path].join('.'),
    message: issue.message,
  }))
  throw new HttpProblem(
    400,
    'request.invalid',
    issues.map(({ field, message }) => `${field}: ${message}`).join('; '),
    { members: { issues } },
  )
}

const authClasses = new Set<AuthClass>(['public', 'paid', 'peer', 'operator'])

export class UnclassedRouteError extends TypeError {
  constructor(path: string, auth: string) {
    super(`route ${path} has no usable class (${auth}); say who may call it`)
  }
}
