// One server of the comparison as a child process of its own: neither side shares a heap, an event loop
// or a JIT with the other or with the load.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BenchChain } from './chain.ts'
import type { ServerJob } from './job.ts'

export type Side = 'zooid' | 'official'

export type ServerProcess = {
  /** Of the paid route. */
  readonly url: string
  /** Processor time of all its threads so far, ms; NaN where the system does not tell (only Linux does). */
  readonly cpuMs: () => number
  readonly stop: () => Promise<void>
}

export async function startServer(
  side: Side,
  how: Pick<ServerJob, 'settle' | 'handler'>,
  { job, settlerKeys }: BenchChain,
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), `zooid-bench-${side}-`))
  const full: ServerJob = { ...job, ...how, settlerKey: settlerKeys[side], dataDir }
  const child = spawn(
    process.execPath,
    [
      // For profiling: BENCH_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=…".
      ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []),
      '--import',
      'tsx',
      fileURLToPath(new URL(`./${side}-server.ts`, import.meta.url)),
    ],
    {
      env: { ...process.env, BENCH_JOB: JSON.stringify(full) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const url = await firstUrl(child)
  return {
    url,
    cpuMs: () => cpuMsOf(child.pid),
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function firstUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no stdout')
  const lines = createInterface(child.stdout)
  for await (const line of lines) {
    if (!line.startsWith('{"url"')) continue
    child.stdout.resume()
    return (JSON.parse(line) as { url: string }).url
  }
  throw new Error(`the server ended with ${child.exitCode} before it listened`)
}

/** Fields 14 and 15 of stat(5), user and system time, in ticks of 10 ms. */
function cpuMsOf(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return Number.NaN
  const fields = readFileSync(path, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
