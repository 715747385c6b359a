// Between boots, too, somebody must ask the chain: settlements that outlived their request, refunds
// under way, reorganisations (at once, for they take back money). One round at a time, none after close.
import { type Clock, type Log, messageOf } from '@zooid/base'
import type { ChainClient } from '@zooid/chain'
import type { Payments } from '@zooid/ledger'
import type { Opened } from './opened.ts'

const everyMs = 60_000
/** After a start, and while something is on its way. */
const soonMs = 1500
const lookForReorgMs = 1000

export function keepReconciling(
  { payments, reader }: { readonly payments: Payments; readonly reader: ChainClient },
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  opened: Opened,
): void {
  const closing = new AbortController()
  let reorgsSeen = reader.stats().reorgs
  const rounds = run()
  opened.add('reconciling', async () => {
    closing.abort()
    await rounds
  })

  async function untilDue(waitMs: number): Promise<void> {
    const dueAt = clock.now() + waitMs
    while (clock.now() < dueAt && reader.stats().reorgs === reorgsSeen)
      await clock.sleep(lookForReorgMs, closing.signal)
    // Read before the round: a reorganisation during it asks for another one.
    reorgsSeen = reader.stats().reorgs
  }

  async function run(): Promise<void> {
    let waitMs = soonMs
    while (!closing.signal.aborted) {
      try {
        await untilDue(waitMs)
        waitMs = everyMs
        const found = await payments.reconcile(closing.signal)
        if (found.pending > 0) waitMs = soonMs
        if (found.settled + found.failed + found.refunded > 0)
          log.info(found, 'open payments were reconciled with the chain')
      } catch (error) {
        if (!closing.signal.aborted)
          log.warn({ error: messageOf(error) }, 'reconciling failed, again in a minute')
      }
    }
  }
}
