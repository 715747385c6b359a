// Is the process there (healthz), can it do its work (readyz), and what does it measure (metrics).
import { z } from '@hono/zod-openapi'
import { messageOf } from '@zooid/base'
import type { Metrics } from '../metrics.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

/** Past this, payment windows cannot be judged any more. */
const maxSkewMs = 30_000

type Check = { readonly name: string; readonly ok: boolean; readonly problem?: string }

const readiness = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), problem: z.string().optional() })),
})

export function healthRoutes(deps: GatewayDeps, metrics: Metrics): Route[] {
  return [
    route({
      method: 'get',
      path: '/healthz',
      auth: 'public',
      essential: true,
      tags: ['health'],
      summary: 'Is the process alive?',
      responses: answers(z.object({ status: z.literal('ok') }), 'Alive'),
      answer: () => jsonReply({ status: 'ok' }),
    }),
    route({
      method: 'get',
      path: '/readyz',
      auth: 'public',
      essential: true,
      tags: ['health'],
      summary: 'Can it take payments and run cartridges?',
      responses: {
        ...answers(readiness, 'Ready'),
        503: {
          description: 'Not ready; the checks say why',
          content: { 'application/json': { schema: readiness } },
        },
      },
      answer: () => {
        const checks = checksOf(deps)
        const ready = checks.every((check) => check.ok)
        return jsonReply({ ready, checks }, ready ? 200 : 503)
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      auth: 'public',
      essential: true,
      tags: ['health'],
      summary: 'Prometheus metrics',
      responses: {
        200: { description: 'Text format', content: { 'text/plain': { schema: z.string() } } },
      },
      answer: async () => ({
        status: 200,
        headers: { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' },
        body: await metrics.render(),
      }),
    }),
  ]
}

function checksOf(deps: GatewayDeps): Check[] {
  return [
    attempt('node.db', () => {
      deps.store.settings.get('readyz')
      return undefined
    }),
    attempt('ledger.db', () => {
      deps.ledger.counts()
      return undefined
    }),
    attempt('chain', () => {
      const health = deps.chain.health()
      return health.ok ? undefined : (health.problem ?? 'no RPC endpoint answers')
    }),
    attempt('clock', () => {
      const { head, skewMs } = deps.chain.health()
      if (head !== null && Math.abs(skewMs) > maxSkewMs)
        return `local clock and chain are ${Math.round(skewMs / 1000)} s apart`
      return undefined
    }),
    attempt('identity', () =>
      deps.identity() === null ? 'not registered on chain yet' : undefined,
    ),
    attempt('sandbox', () =>
      deps.sandbox.stats().workers > 0 ? undefined : 'no sandbox worker is alive',
    ),
  ]
}

/** `check` returns what is wrong, or nothing. */
function attempt(name: string, check: () => string | undefined): Check {
  try {
    const problem = check()
    return problem === undefined ? { name, ok: true } : { name, ok: false, problem }
  } catch (error) {
    return { name, ok: false, problem: messageOf(error) }
  }
}
