// From `npm start` in a built checkout to the first paid call answered: queen, two workers, devnet, all
// with an empty data folder. `up` makes that call itself and prints its JSON line after it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { median, type Row } from '../report.ts'

const cli = fileURLToPath(new URL('../../../apps/cli/bin/zooid.js', import.meta.url))

export async function measureStart(runs: number): Promise<Row> {
  const toFirstCall: number[] = []
  const toStopped: number[] = []
  // The first run may have to build; it is not counted.
  for (let run = 0; run <= runs; run++) {
    const { startMs, stopMs } = await startOnce().catch(startOnceMore)
    if (run === 0) continue
    toFirstCall.push(startMs)
    toStopped.push(stopMs)
    console.error(`start, run ${run} of ${runs}: ${(startMs / 1000).toFixed(1)} s`)
  }
  const seconds = (ms: number) => Number((ms / 1000).toFixed(1))
  return {
    case: 'start of queen and two workers, until the first paid call',
    'median s': seconds(median(toFirstCall)),
    target: '< 15',
    'best s': seconds(Math.min(...toFirstCall)),
    'worst s': seconds(Math.max(...toFirstCall)),
    'stop, median s': seconds(median(toStopped)),
    runs,
  }
}

/** On a busy machine a port that was free a moment ago may be taken. */
function startOnceMore(error: Error) {
  console.error(`start failed, once more: ${error.message}`)
  return startOnce()
}

async function startOnce(): Promise<{ readonly startMs: number; readonly stopMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'zooid-bench-start-'))
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [cli, 'up', '--port', '0', '--data', join(folder, 'data'), '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    for await (const line of createInterface(child.stdout)) {
      const { firstCall } = JSON.parse(line) as { readonly firstCall?: unknown }
      if (!firstCall) throw new Error('the first paid call failed')
      const startMs = performance.now() - startedAt
      const stopAt = performance.now()
      child.kill('SIGINT')
      if (child.exitCode === null) await once(child, 'exit')
      return { startMs, stopMs: performance.now() - stopAt }
    }
    throw new Error('it ended before its first paid call')
  } finally {
    if (child.exitCode === null) child.kill('SIGINT')
    await rm(folder, { recursive: true, force: true })
  }
}
