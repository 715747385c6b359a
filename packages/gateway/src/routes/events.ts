// Everything that happens, live (SSE) or by polling (JSON), from one numbered table.
import { z } from '@hono/zod-openapi'
import { requestHeader } from '../env.ts'
import type { EventStreams } from '../event-stream.ts'
import { HttpProblem } from '../problem.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { jsonObject, limitSchema, problemAnswers } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

const eventQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .openapi({ description: 'Only events with a greater id; the newest without it' }),
  limit: limitSchema(500),
})

const page = z.object({ lastId: z.int(), events: z.array(jsonObject) })

export function eventRoutes(deps: GatewayDeps, streams: EventStreams): Route[] {
  const { events } = deps.store
  return [
    route({
      method: 'get',
      path: '/events',
      auth: 'public',
      tags: ['events'],
      summary: 'Events: a live stream, or one page with Accept: application/json',
      description: 'The stream resumes after Last-Event-ID, or after the query parameter `after`.',
      query: eventQuery,
      responses: {
        200: {
          description: 'Server-sent events, or a page',
          content: {
            'text/event-stream': { schema: z.string() },
            'application/json': { schema: page },
          },
        },
        ...problemAnswers([400, 429]),
      },
      answer: ({ c, query: { after, limit } }) => {
        if (/\bapplication\/json\b/.test(requestHeader(c, 'accept') ?? '')) {
          const from = after ?? Math.max(0, events.lastId() - limit)
          return jsonReply({ lastId: events.lastId(), events: events.after(from, limit) })
        }
        return streams.open(
          lastEventId(requestHeader(c, 'last-event-id')) ?? after ?? events.lastId(),
        )
      },
    }),
  ]
}

function lastEventId(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^\d{1,15}$/.test(text))
    throw new HttpProblem(400, 'events.bad_id', 'Last-Event-ID must be the number of an event')
  return Number(text)
}
