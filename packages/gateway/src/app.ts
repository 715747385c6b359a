// The HTTP app: one table of routes, mounted in one loop. There is no middleware; every handler is a
// plain function that starts with the host check and ends in a Response, so nothing can be reached
// around it, and the paid road carries nothing it does not need.
import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { createAccess } from './access.ts'
import type { GatewayEnv } from './env.ts'
import { createEventStreams } from './event-stream.ts'
import { watchLoad } from './load.ts'
import { createMetrics } from './metrics.ts'
import { createQuoteBook } from './offer.ts'
import { createOpenApi } from './openapi.ts'
import { createPaidHandler } from './paid.ts'
import { problemReply } from './problem.ts'
import { createRateLimit } from './rate-limit.ts'
import { respond } from './reply.ts'
import {
  createFreeHandler,
  createMethodHandler,
  createNotFoundHandler,
  type Route,
  type RouteParts,
} from './route.ts'
import { adminRoutes } from './routes/admin.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { dashboardRoutes } from './routes/dashboard.ts'
import { describeRoutes } from './routes/describe.ts'
import { docsRoutes } from './routes/docs.ts'
import { eventRoutes } from './routes/events.ts'
import { facilitatorRoutes } from './routes/facilitator.ts'
import { faucetRoutes } from './routes/faucet.ts'
import { healthRoutes } from './routes/health.ts'
import { infoRoutes } from './routes/info.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { wellKnownRoutes } from './routes/well-known.ts'
import type { GatewayDeps } from './types.ts'

export type Gateway = {
  /** Serve `app.fetch`; under @hono/node-server the Node objects arrive as bindings. */
  readonly app: OpenAPIHono<GatewayEnv>
  /** The table, for tests that call each route as each stranger. */
  readonly routes: readonly Route[]
  /** Ends event streams and timers; requests in flight go on. */
  readonly close: () => void
}

/** Everything below `/c/<slug>` belongs to the guest, for every method. */
const paidRoute: Route = {
  method: 'all',
  path: '/c/{slug}',
  auth: 'paid',
  essential: true,
  config: null,
  run: null,
}

/**
 * @throws UnclassedRouteError when a route names no class
 * @throws TypeError when publicUrl is no URL
 */
export function createGateway(deps: GatewayDeps): Gateway {
  const { config } = deps
  const load = watchLoad()
  const streams = createEventStreams({
    events: deps.store.events,
    maxClients: config.maxSseClients,
    log: deps.log,
  })
  const metrics = createMetrics(deps, load, streams.clients)
  const access = createAccess({ ...config, operatorToken: deps.operatorToken })
  const rateLimit = createRateLimit({
    perMinute: config.requestsPerMinute,
    now: () => performance.now(),
  })
  const app = new OpenAPIHono<GatewayEnv>()
  const parts: RouteParts = { access, rateLimit, load, metrics, log: deps.log }

  const routes = [
    paidRoute,
    ...dashboardRoutes(deps),
    ...healthRoutes(deps, metrics),
    ...infoRoutes(deps),
    ...catalogueRoutes(deps),
    ...ledgerRoutes(deps),
    ...eventRoutes(deps, streams),
    ...faucetRoutes(deps.faucet),
    ...facilitatorRoutes(deps),
    ...wellKnownRoutes(deps),
    ...describeRoutes(deps.language),
    ...docsRoutes(createOpenApi(app, deps)),
    ...adminRoutes(deps),
  ]
  const paid = createPaidHandler({
    deps,
    access,
    quotes: createQuoteBook(deps),
    rateLimit,
    metrics,
  })
  app.all('/c/:slug/*', paid)
  for (const route of routes) {
    if (route.auth === 'paid') continue
    const handler = createFreeHandler(route, parts)
    if (route.config !== null) app.openAPIRegistry.registerPath(route.config)
    app.on(route.method.toUpperCase(), honoPath(route.path), handler)
  }
  for (const [path, methods] of methodsByPath(routes))
    app.all(honoPath(path), createMethodHandler(path, methods, parts))
  // Handlers catch their own failures, so what reaches this is a bug of ours; it stays a problem+json.
  app.onError((error) => respond(problemReply(error, randomUUID(), deps.log)))
  app.notFound(createNotFoundHandler(parts))

  return {
    app,
    routes,
    close: () => {
      streams.close()
      load.close()
    },
  }
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>()
  for (const { path, method, auth } of routes)
    if (auth !== 'paid') methods.set(path, [...(methods.get(path) ?? []), method])
  return methods
}

/** `/ledger/{id}` in Hono's spelling, `/ledger/:id`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
