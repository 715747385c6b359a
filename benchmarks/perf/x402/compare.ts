// Zooid beside the official server: one table row per case, from rounds in which each is loaded in turn,
// so that a slow minute of the machine hits both.
import { median, type Row } from '../report.ts'
import type { BenchChain } from './chain.ts'
import type { ServerJob } from './job.ts'
import { loadChallenges, loadPaid, type Measured } from './load.ts'
import { presign } from './presign.ts'
import { type Side, startServer } from './server-process.ts'

export type CompareSize = {
  readonly rounds: number
  readonly seconds: number
  /** Payments per round; the slower server gets a share, so that a round of each takes about as long. */
  readonly verifies: Readonly<Record<Side, number>>
  readonly settles: Readonly<Record<Side, number>>
}

export type Case = {
  readonly name: string
  readonly target: number
  readonly settle: ServerJob['settle']
  readonly load: (url: string, side: Side) => Promise<Measured>
}

export function compareCases(chain: BenchChain, size: CompareSize): readonly Case[] {
  const sign = (url: string, count: number) => presign(url, chain.network, chain.payerKey, count)
  return [
    {
      name: '402 challenge, 20 connections',
      target: 1.5,
      settle: 'stub',
      load: (url) => loadChallenges(url, 20, size.seconds),
    },
    {
      name: 'verify only, 20 in flight',
      target: 10,
      settle: 'stub',
      load: async (url, side) => loadPaid(url, await sign(url, size.verifies[side]), 20),
    },
    {
      name: 'verify + settle, 16 in flight',
      target: 4,
      settle: 'real',
      load: async (url, side) => loadPaid(url, await sign(url, size.settles[side]), 16),
    },
  ]
}

const sides = ['zooid', 'official'] as const

export type Compared = { readonly row: Row; readonly failed: number }

/** Both servers run for the whole case; the first load of each is not counted. */
export async function runCase(one: Case, chain: BenchChain, rounds: number): Promise<Compared> {
  const how = { settle: one.settle, handler: 'empty' } as const
  const servers = {
    zooid: await startServer('zooid', how, chain),
    official: await startServer('official', how, chain),
  }
  const measured: Record<Side, Measured[]> = { zooid: [], official: [] }
  try {
    for (const side of sides) await one.load(servers[side].url, side)
    for (let round = 1; round <= rounds; round++) {
      for (const side of sides) {
        const result = await one.load(servers[side].url, side)
        measured[side].push(result)
        if (result.failed === 0) continue
        // Whatever stuck (a nonce, usually) must not count again in every later round.
        await servers[side].stop()
        servers[side] = await startServer(side, how, chain)
      }
      const [ours, theirs] = [measured.zooid.at(-1), measured.official.at(-1)]
      console.error(
        `${one.name}, round ${round} of ${rounds}: ${ours?.perSecond.toFixed(0)} and ${theirs?.perSecond.toFixed(0)} per second`,
      )
    }
  } finally {
    await Promise.all(sides.map((side) => servers[side].stop()))
  }
  const rate = (side: Side) => median(measured[side].map((m) => m.perSecond))
  const middle = (side: Side, of: 'p50Ms' | 'p99Ms') =>
    Number(median(measured[side].map((m) => m[of])).toFixed(2))
  const sum = (side: Side, of: 'ok' | 'failed') => measured[side].reduce((s, m) => s + m[of], 0)
  const ratios = measured.zooid.map((m, i) => m.perSecond / (measured.official[i]?.perSecond ?? 0))
  return {
    failed: sum('zooid', 'failed'),
    row: {
      case: one.name,
      'zooid /s': Math.round(rate('zooid')),
      'official /s': Math.round(rate('official')),
      ratio: Number(median(ratios).toFixed(2)),
      target: `>= ${one.target}`,
      'zooid p50 ms': middle('zooid', 'p50Ms'),
      'official p50 ms': middle('official', 'p50Ms'),
      'zooid p99 ms': middle('zooid', 'p99Ms'),
      'official p99 ms': middle('official', 'p99Ms'),
      'zooid ok': sum('zooid', 'ok'),
      'zooid failed': sum('zooid', 'failed'),
      'official failed': sum('official', 'failed'),
    },
  }
}
