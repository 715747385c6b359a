// npm run bench:x402 -- [--quick] [--write]
// Zooid beside the official @x402/hono server: same machine, same chain, same payments, in turn.
// Prints medians and ratios; --write appends them to benchmarks/results/x402.json; --quick checks
// that every request is answered as it should be, with little load (used by CI; its times mean nothing).
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { median, printTable, writeResult } from '../report.ts'
import { type BenchChain, startBenchChain } from './chain.ts'
import type { ServerJob } from './job.ts'
import { loadChallenges, loadPaid, type Measured } from './load.ts'
import { presign } from './presign.ts'

const quick = process.argv.includes('--quick')
const size = quick
  ? { rounds: 1, seconds: 1, verifies: 40, settles: 40 }
  : { rounds: 5, seconds: 4, verifies: 2000, settles: 2000 }
const inFlight = { challenge: 20, verify: 20, settle: 16 }

type Side = 'zooid' | 'official'
type Case = {
  readonly name: string
  readonly target: number
  readonly settle: ServerJob['settle']
  readonly load: (url: string, side: Side) => Promise<Measured>
}

const chain = await startBenchChain()
const cases: readonly Case[] = [
  {
    name: `402 challenge, ${inFlight.challenge} connections`,
    target: 1.5,
    settle: 'stub',
    load: (url) => loadChallenges(url, inFlight.challenge, size.seconds),
  },
  {
    name: `verify only, ${inFlight.verify} in flight`,
    target: 10,
    settle: 'stub',
    // The slower server gets fewer payments, so that a round of each takes about as long.
    load: async (url, side) =>
      loadPaid(
        url,
        await sign(url, side === 'official' && !quick ? size.verifies / 5 : size.verifies),
        inFlight.verify,
      ),
  },
  {
    name: `verify + settle, ${inFlight.settle} in flight`,
    target: 4,
    settle: 'real',
    load: async (url, side) =>
      loadPaid(
        url,
        await sign(url, side === 'official' && !quick ? size.settles / 10 : size.settles),
        inFlight.settle,
      ),
  },
]

const sign = (url: string, count: number) => presign(url, chain.network, chain.payerKey, count)

let failures = 0
const rows: Record<string, string | number>[] = []
try {
  for (const one of cases) rows.push(await runCase(one))
  printTable(rows)
  if (process.argv.includes('--write')) await writeResult('x402', rows)
} finally {
  await chain.close()
}
console.log(
  failures === 0
    ? 'every request was answered as expected'
    : `${failures} requests were not answered as expected`,
)
process.exit(failures === 0 ? 0 : 1)

/** Both servers run for the whole case and are loaded in turn, so a slow minute hits both. */
async function runCase({
  name,
  target,
  settle,
  load,
}: Case): Promise<Record<string, string | number>> {
  const zooid = await startServer('zooid', settle, chain)
  const official = await startServer('official', settle, chain)
  const measured: Record<Side, Measured[]> = { zooid: [], official: [] }
  try {
    await load(zooid.url, 'zooid')
    if (!quick) await load(official.url, 'official')
    for (let round = 0; round < size.rounds; round++) {
      measured.zooid.push(await load(zooid.url, 'zooid'))
      measured.official.push(await load(official.url, 'official'))
      console.error(`${name}: round ${round + 1} of ${size.rounds}`)
    }
  } finally {
    await Promise.all([zooid.stop(), official.stop()])
  }
  const rate = (side: Side) => median(measured[side].map((m) => m.perSecond))
  const failedHere = measured.zooid.reduce((sum, m) => sum + m.failed, 0)
  failures += failedHere
  return {
    case: name,
    'zooid /s': Math.round(rate('zooid')),
    'official /s': Math.round(rate('official')),
    ratio: Number((rate('zooid') / rate('official')).toFixed(2)),
    target: `>= ${target}`,
    'zooid p50 ms': Number(median(measured.zooid.map((m) => m.p50Ms)).toFixed(2)),
    'official p50 ms': Number(median(measured.official.map((m) => m.p50Ms)).toFixed(2)),
    'zooid p99 ms': Number(median(measured.zooid.map((m) => m.p99Ms)).toFixed(2)),
    'zooid ok': measured.zooid.reduce((sum, m) => sum + m.ok, 0),
    'zooid failed': failedHere,
    'official failed': measured.official.reduce((sum, m) => sum + m.failed, 0),
  }
}

async function startServer(
  side: Side,
  settle: ServerJob['settle'],
  { job, settlerKeys }: BenchChain,
) {
  const dataDir = await mkdtemp(join(tmpdir(), `zooid-bench-${side}-`))
  const full: ServerJob = {
    ...job,
    settle,
    handler: 'empty',
    settlerKey: settlerKeys[side],
    dataDir,
  }
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`./${side}-server.ts`, import.meta.url))],
    {
      env: { ...process.env, BENCH_JOB: JSON.stringify(full) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const url = await firstUrl(child)
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function firstUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no stdout')
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('{"url"')) continue
    child.stdout.resume()
    return (JSON.parse(line) as { url: string }).url
  }
  throw new Error(`the server ended with ${child.exitCode} before it listened`)
}
