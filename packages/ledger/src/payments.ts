// Wires the payment state machine together and keeps count of what is under way.
import { sameAddress, ZooidError } from '@zooid/base'
import { offerOf } from './answers.ts'
import { emitTo, type PaymentsContext, type PaymentsOptions } from './context.ts'
import { createCooldown } from './cooldown.ts'
import { facilitatorSettle, facilitatorVerify } from './facilitator.ts'
import { createPayerLimit } from './payer-limit.ts'
import { reconcile } from './reconcile.ts'
import { serve } from './serve.ts'
import type { Payments, Terms } from './types.ts'

/**
 * Run `reconcile()` once before listening and then every minute or so: it takes up payments whose
 * settlement outlived their request, finishes refunds and drops old stored bodies.
 */
export function createPayments(options: PaymentsOptions): Payments {
  const { events, facilitatorPerMinute = 60, ...ports } = options
  const context: PaymentsContext = {
    ...ports,
    settleWaitMs: options.settleWaitMs ?? 20_000,
    emit: emitTo(events),
    cooldown: createCooldown(options.clock),
    payerLimit: createPayerLimit(options.clock, facilitatorPerMinute),
    settlements: new Map(),
    serving: new Set(),
  }
  const running = new Set<Promise<unknown>>()

  function tracked<T>(promise: Promise<T>): Promise<T> {
    running.add(promise)
    const end = () => void running.delete(promise)
    promise.then(end, end)
    return promise
  }

  function own(terms: Terms): Terms {
    if (!sameAddress(terms.requirements.payTo, options.payTo)) throw new ForeignPayeeError(terms)
    return terms
  }

  return {
    offer: (terms, error) => offerOf(own(terms), error),
    serve: async (terms, request, work, signal) =>
      tracked(serve(context, { terms: own(terms), request, work, signal })),
    verify: (payment, requirements) => tracked(facilitatorVerify(context, payment, requirements)),
    settle: (payment, requirements) => tracked(facilitatorSettle(context, payment, requirements)),
    reconcile: (signal) => tracked(reconcile(context, signal)),
    drain: async (signal) => {
      const aborted = new Promise<void>((resolve) => {
        if (signal?.aborted) resolve()
        else signal?.addEventListener('abort', () => resolve(), { once: true })
      })
      while (!signal?.aborted && running.size + context.settlements.size > 0)
        await Promise.race([
          Promise.allSettled([...running, ...context.settlements.values()]),
          aborted,
        ])
      options.ledger.flush()
    },
  }
}

/** A bug of the caller: our routes pay us. */
export class ForeignPayeeError extends ZooidError {
  override readonly name = 'ForeignPayeeError'
  constructor({ route, requirements }: Terms) {
    super('payment.foreign_payee', `${route} would pay ${requirements.payTo}, which is not us`)
  }
}
