// What the benchmark tells a server process, and what the process tells back, as one JSON line each.
import type { Address, Hex } from '@zooid/base'

export type ServerJob = {
  readonly rpcUrl: string
  readonly chainId: number
  readonly asset: { readonly address: Address; readonly name: string; readonly version: string }
  readonly settlerKey: Hex
  readonly amount: string
  /** `stub`: settlement answers at once, so that only verification is measured. */
  readonly settle: 'real' | 'stub'
  /** Zooid only: an empty handler like the peer's, or a real cartridge in the sandbox. */
  readonly handler: 'empty' | 'cartridge'
  readonly dataDir: string
}

export function readServerJob(): ServerJob {
  const text = process.env.BENCH_JOB
  if (!text) throw new Error('BENCH_JOB is missing: start this through `npm run bench:x402`')
  return JSON.parse(text) as ServerJob
}

export function reportListening(port: number, path: string): void {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}${path}` }))
}
