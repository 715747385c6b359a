// The event stream, for as long as the page is open. EventSource resumes by itself after a lost
// connection; when the node refuses (too many streams, restart) it gives up, and this asks again.
import type { NodeEvent } from './api.ts'

/** EventSource tells listeners of a type only about that type, so all are named. */
const types = [
  'node.started',
  'node.registered',
  'node.stopping',
  'payment.claimed',
  'payment.settled',
  'payment.failed',
  'payment.refunded',
  'cartridge.published',
  'cartridge.removed',
  'cartridge.faulted',
  'cartridge.log',
  'peer.seen',
  'peer.lost',
  'faucet.dripped',
] as const

const retryMs = 5000

export type LiveOptions = {
  /** Id of the last event already shown. */
  readonly after: number
  readonly onEvent: (event: NodeEvent) => void
  readonly onState: (isLive: boolean) => void
}

export function followEvents({ after, onEvent, onState }: LiveOptions): void {
  let lastId = after
  const connect = () => {
    const source = new EventSource(`/events?after=${lastId}`)
    source.onopen = () => onState(true)
    source.onerror = () => {
      onState(false)
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, retryMs)
    }
    for (const type of types)
      source.addEventListener(type, ({ data }) => {
        // Written by our own node as one line of JSON.
        const event = JSON.parse(String(data)) as NodeEvent
        lastId = event.id
        onEvent(event)
      })
  }
  connect()
}
