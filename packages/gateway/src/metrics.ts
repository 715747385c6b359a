// Prometheus metrics in a registry of their own. Hot paths add to bound children or plain numbers; what
// other rooms know (ledger, settler, sandbox) is asked at scrape time.
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Load } from './load.ts'
import type { GatewayDeps } from './types.ts'

export type Metrics = {
  readonly observe: (method: string, route: string, status: number, ms: number) => void
  readonly paidOutcome: (outcome: string) => void
  readonly shed: () => void
  readonly render: () => Promise<string>
  readonly contentType: string
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])

export function createMetrics(
  deps: Pick<GatewayDeps, 'ledger' | 'settler' | 'sandbox' | 'chain' | 'shelf' | 'config'>,
  load: Load,
  sseClients: () => number,
): Metrics {
  const registry = new Registry()
  const registers = [registry]

  const durations = new Histogram({
    name: 'zooid_http_request_duration_seconds',
    help: 'Time from the first byte handled to the response handed over.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const children = new Map<string, ReturnType<typeof durations.labels>>()

  const outcomes = new Counter({
    name: 'zooid_paid_requests_total',
    help: 'Calls of paid routes by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  })
  const shed = new Counter({
    name: 'zooid_shed_requests_total',
    help: 'Free requests refused because the event loop ran late.',
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })

  new Gauge({
    name: 'zooid_payments',
    help: 'Rows of the ledger by state.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.reset()
      for (const [state, count] of Object.entries(deps.ledger.counts())) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'zooid_sandbox_workers',
    help: 'Sandbox workers and the calls they hold.',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      const { workers, busy, waiting } = deps.sandbox.stats()
      this.set({ kind: 'alive' }, workers)
      this.set({ kind: 'busy' }, busy)
      this.set({ kind: 'waiting' }, waiting)
    },
  })
  gauge(
    'zooid_sandbox_workers_replaced',
    'Workers killed and replaced since start.',
    () => deps.sandbox.stats().replaced,
  )
  new Gauge({
    name: 'zooid_settle_queue',
    help: 'Settlements waiting and in flight.',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      const { waiting, inFlight } = deps.settler.depth()
      this.set({ kind: 'waiting' }, waiting)
      this.set({ kind: 'in_flight' }, inFlight)
    },
  })
  gauge('zooid_chain_head', 'Number of the newest block seen.', () =>
    Number(deps.chain.health().head?.number ?? 0n),
  )
  gauge(
    'zooid_chain_skew_seconds',
    'Local clock minus block time.',
    () => deps.chain.health().skewMs / 1000,
  )
  gauge('zooid_cartridges', 'Cartridges on the shelf.', () => deps.shelf.list().length)
  gauge('zooid_event_loop_lag_seconds', 'Smoothed lateness of timers.', () => load.lagMs() / 1000)
  gauge('zooid_sse_clients', 'Open event streams.', sseClients)
  gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss())
  gauge('process_uptime_seconds', 'Seconds since the process started.', () => process.uptime())
  new Gauge({
    name: 'zooid_build_info',
    help: 'Always 1; the labels tell what runs.',
    labelNames: ['version', 'role', 'node'] as const,
    registers,
  }).set({ version: deps.config.version, role: deps.config.role, node: process.version }, 1)

  return {
    observe: (method, route, status, ms) => {
      const verb = knownMethods.has(method) ? method : 'other'
      const key = `${verb} ${route} ${status}`
      let child = children.get(key)
      if (child === undefined) {
        child = durations.labels(verb, route, String(status))
        children.set(key, child)
      }
      child.observe(ms / 1000)
    },
    paidOutcome: (outcome) => outcomes.inc({ outcome }),
    shed: () => shed.inc(),
    render: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
