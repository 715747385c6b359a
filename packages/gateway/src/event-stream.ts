// Server-sent events from the event log. Each client is a cursor into the table, not a queue: what it
// has not read stays in SQLite, so a client that never reads costs one bounded buffer and is dropped at
// the second heartbeat that finds this buffer full.
import type { Log } from '@zooid/base'
import type { EventLog, ZooidEvent } from '@zooid/store'
import { HttpProblem } from './problem.ts'
import type { Reply } from './reply.ts'

export type EventStreams = {
  /** @throws HttpProblem 429 when all places are taken, 503 after close */
  readonly open: (after: number) => Reply
  readonly clients: () => number
  readonly close: () => void
}

export type EventStreamOptions = {
  readonly events: EventLog
  readonly maxClients: number
  readonly log: Log
  /** @default 15000 */
  readonly heartbeatMs?: number
  /** Unsent bytes held per client. @default 256 KiB */
  readonly bufferBytes?: number
}

/** Rows read from the table at once while a client catches up. */
const catchUpRows = 100
/** A chunk stops growing here, so the buffer overshoots its cap by little. */
const chunkChars = 32 * 1024

type Client = {
  cursor: number
  stalledBeats: number
  readonly controller: ReadableStreamDefaultController<Uint8Array>
}

export function createEventStreams(options: EventStreamOptions): EventStreams {
  const { events, maxClients, log, heartbeatMs = 15_000, bufferBytes = 256 * 1024 } = options
  const clients = new Set<Client>()
  let newest = events.lastId()
  let isClosed = false

  const hasRoom = (client: Client) => (client.controller.desiredSize ?? 0) > 0

  const drop = (client: Client, reason: string) => {
    if (!clients.delete(client)) return
    client.controller.error(new Error(reason))
    log.info({ reason }, 'an event stream was dropped')
  }

  const send = (client: Client, chunk: Chunk) => {
    // The cursor first: enqueue may call pull, and pull reads on from the cursor.
    client.cursor = chunk.lastId
    client.controller.enqueue(chunk.bytes)
  }

  /** Reads on from the table for as long as the client takes it. */
  const catchUp = (client: Client) => {
    while (clients.has(client) && hasRoom(client) && client.cursor < newest) {
      const chunk = encodeEvents(events.after(client.cursor, catchUpRows))
      if (chunk === undefined) return
      send(client, chunk)
    }
  }

  const unsubscribe = events.subscribe((rows) => {
    const before = newest
    newest = Math.max(newest, rows.at(-1)?.id ?? 0)
    if (clients.size === 0) return
    // Most clients are up to date and share one encoding of the batch.
    const chunk = encodeEvents(rows)
    for (const client of clients) {
      if (chunk !== undefined && client.cursor === before && hasRoom(client)) send(client, chunk)
      catchUp(client)
    }
  })

  const beat = new TextEncoder().encode(': \n\n')
  const heart = setInterval(() => {
    for (const client of clients) {
      if (hasRoom(client)) {
        client.stalledBeats = 0
        client.controller.enqueue(beat)
      } else if (++client.stalledBeats >= 2) drop(client, 'the client does not read')
    }
  }, heartbeatMs)
  heart.unref()

  return {
    open: (after) => {
      // A stream opened now would outlive the server that is closing.
      if (isClosed) throw new HttpProblem(503, 'node.stopping', 'this node is stopping')
      if (clients.size >= maxClients)
        throw new HttpProblem(429, 'events.full', `all ${maxClients} event streams are taken`, {
          hint: 'poll GET /events?after=<id> with Accept: application/json',
          headers: { 'Retry-After': '30' },
        })
      let client: Client | undefined
      const body = new ReadableStream<Uint8Array>(
        {
          start: (controller) => {
            // An id from before a reset of the database is ahead of everything; it means "from now on".
            client = { cursor: Math.min(after, newest), stalledBeats: 0, controller }
            clients.add(client)
            // The id at once: a stream that breaks before its first event resumes here, too.
            const start = `id: ${client.cursor}\nretry: 2000\n\n`
            controller.enqueue(new TextEncoder().encode(start))
          },
          pull: () => {
            if (client !== undefined) catchUp(client)
          },
          cancel: () => {
            if (client !== undefined) clients.delete(client)
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
      )
      return {
        status: 200,
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-store',
          // Proxies that buffer would turn a live stream into a late one.
          'X-Accel-Buffering': 'no',
        },
        body,
      }
    },
    clients: () => clients.size,
    close: () => {
      isClosed = true
      clearInterval(heart)
      unsubscribe()
      for (const { controller } of clients) controller.close()
      clients.clear()
    },
  }
}

type Chunk = { readonly bytes: Uint8Array; readonly lastId: number }

/** As many of the rows as fit into a chunk, at least one; undefined when there are none. */
function encodeEvents(rows: readonly ZooidEvent[]): Chunk | undefined {
  let text = ''
  let lastId: number | undefined
  for (const event of rows) {
    text += `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
    lastId = event.id
    if (text.length >= chunkChars) break
  }
  return lastId === undefined ? undefined : { bytes: new TextEncoder().encode(text), lastId }
}
