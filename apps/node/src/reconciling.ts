// Between boots, too, somebody must ask the chain: settlements that outlived their request, refunds
// under way, reorganisations. One round at a time, and none after close.
import { type Clock, type Log, messageOf } from '@zooid/base'
import type { Payments } from '@zooid/ledger'
import type { Opened } from './opened.ts'

const everyMs = 60_000

export function keepReconciling(
  payments: Payments,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  opened: Opened,
): void {
  const closing = new AbortController()
  const rounds = run()
  opened.add('reconciling', async () => {
    closing.abort()
    await rounds
  })

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await clock.sleep(everyMs, closing.signal)
        const found = await payments.reconcile(closing.signal)
        if (found.settled + found.failed + found.refunded > 0)
          log.info(found, 'open payments were reconciled with the chain')
      } catch (error) {
        if (!closing.signal.aborted)
          log.warn({ error: messageOf(error) }, 'reconciling failed, again in a minute')
      }
    }
  }
}
