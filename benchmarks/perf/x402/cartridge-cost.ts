// What a warm sandboxed cartridge adds to a paid call: the same payments against an empty handler and
// against a cartridge that gives the same answer, in turn, settlement stubbed.
import { median, type Row } from '../report.ts'
import type { BenchChain } from './chain.ts'
import { loadPaid, type Measured } from './load.ts'
import { presign } from './presign.ts'
import { startServer } from './server-process.ts'

export type CartridgeCostSize = { readonly rounds: number; readonly payments: number }

export async function measureCartridgeCost(
  chain: BenchChain,
  { rounds, payments }: CartridgeCostSize,
): Promise<{ readonly rows: readonly Row[]; readonly failed: number }> {
  const empty = await startServer('zooid', { settle: 'stub', handler: 'empty' }, chain)
  const cartridge = await startServer('zooid', { settle: 'stub', handler: 'cartridge' }, chain)
  const load = async (url: string, inFlight: number) =>
    loadPaid(url, await presign(url, chain.network, chain.payerKey, payments), inFlight)
  const rows: Row[] = []
  let failed = 0
  try {
    for (const inFlight of [1, 8]) {
      const without: Measured[] = []
      const withIt: Measured[] = []
      for (let round = 0; round <= rounds; round++) {
        const a = await load(empty.url, inFlight)
        const b = await load(cartridge.url, inFlight)
        failed += a.failed + b.failed
        // The first round warms both up.
        if (round === 0) continue
        without.push(a)
        withIt.push(b)
      }
      const middle = (all: readonly Measured[], of: 'p50Ms' | 'p99Ms' | 'perSecond') =>
        median(all.map((m) => m[of]))
      const added = median(withIt.map((m, i) => m.p50Ms - (without[i]?.p50Ms ?? 0)))
      rows.push({
        case: `cartridge over empty handler, ${inFlight} in flight`,
        'empty p50 ms': Number(middle(without, 'p50Ms').toFixed(2)),
        'cartridge p50 ms': Number(middle(withIt, 'p50Ms').toFixed(2)),
        'added p50 ms': Number(added.toFixed(2)),
        target: '< 1',
        'empty p99 ms': Number(middle(without, 'p99Ms').toFixed(2)),
        'cartridge p99 ms': Number(middle(withIt, 'p99Ms').toFixed(2)),
        'empty /s': Math.round(middle(without, 'perSecond')),
        'cartridge /s': Math.round(middle(withIt, 'perSecond')),
      })
    }
  } finally {
    await Promise.all([empty.stop(), cartridge.stop()])
  }
  return { rows, failed }
}
