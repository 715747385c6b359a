// A node's event stream, resumed where it broke: the last id seen goes back as Last-Event-ID.
import { messageOf } from '@zooid/base'
import { CliError } from './command.ts'
import { reach } from './node-api.ts'

export type SseEvent = { readonly id: string; readonly type: string; readonly data: string }

export type SseOptions = {
  /** Start after this event id. */
  readonly after?: string
  readonly signal: AbortSignal
  readonly onRetry: (reason: string, pauseMs: number) => void
}

/** One event may not be larger than this; a stream that sends more is dropped. */
const maxEventChars = 1024 * 1024
const firstPauseMs = 500
const longestPauseMs = 10_000

/**
 * Events until the signal aborts. Connection losses after the first success are retried for ever.
 * @throws UnreachableError when the first connection fails, CliError when the node refuses
 */
export async function* events(url: URL, options: SseOptions): AsyncGenerator<SseEvent> {
  let lastId = options.after ?? ''
  let pauseMs = firstPauseMs
  let hasConnected = false
  while (!options.signal.aborted) {
    try {
      const response = await reach(url, {
        headers: {
          accept: 'text/event-stream',
          ...(lastId === '' ? {} : { 'last-event-id': lastId }),
        },
        signal: options.signal,
      })
      if (!response.ok || !response.body)
        throw new CliError('events.refused', `${url} answered ${response.status}`)
      hasConnected = true
      for await (const event of parseEvents(response.body)) {
        pauseMs = firstPauseMs
        if (event.id) lastId = event.id
        // Only an id: where the stream begins, should it break before the first event.
        if (event.data !== null) yield { ...event, data: event.data }
      }
      options.onRetry('the stream ended', pauseMs)
    } catch (error) {
      if (options.signal.aborted) return
      if (!hasConnected) throw error
      options.onRetry(messageOf(error), pauseMs)
    }
    await pause(pauseMs, options.signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

type SseBlock = Omit<SseEvent, 'data'> & { readonly data: string | null }

/** Blocks of a byte stream (id, event and data fields; comments are dropped); data null: only an id. */
async function* parseEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SseBlock> {
  let buffer = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true })
    if (buffer.length > maxEventChars)
      throw new CliError('events.too_large', 'an event is larger than 1 MiB')
    const blocks = buffer.split(/\r?\n\r?\n/)
    buffer = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parseBlock(block)
      if (event) yield event
    }
  }
}

function parseBlock(block: string): SseBlock | null {
  let id = ''
  let type = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^([a-z]+)(?:: ?(.*))?$/.exec(line) ?? []
    if (name === 'id') id = value
    else if (name === 'event') type = value
    else if (name === 'data') data.push(value)
  }
  if (data.length === 0) return id === '' ? null : { id, type, data: null }
  return { id, type, data: data.join('\n') }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
