// `npm run cartridges:check [-- --json] [folder]`: judges every cartridge as a node would at boot and
// times its first example. Exit code 1 when one is refused or its example does not run.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createJudge, type Judge } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { openStore } from '@zooid/store'
import { createShelf, type RunningShelf, type SeedReport, seedShelf } from '../src/index.ts'

type Row = {
  readonly slug: string
  readonly ok: boolean
  readonly sourceBytes: number
  readonly tests: number
  readonly checkMs: number
  readonly testMs: number
  /** Median of warm calls of the first example, everything included; null when it does not run. */
  readonly warmMs: number | null
  readonly problem: string | null
}

const warmCalls = 20

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const startedAt = performance.now()
const rows = await checkAll(resolve(positionals[0] ?? 'cartridges'))
const totalMs = performance.now() - startedAt
const failures = rows.filter((row) => !row.ok)
if (values.json) console.log(JSON.stringify({ totalMs, cartridges: rows }, null, 2))
else print(rows, totalMs)
process.exitCode = failures.length > 0 || rows.length === 0 ? 1 : 0

async function checkAll(dir: string): Promise<Row[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'zooid-check-'))
  const store = openStore(join(scratch, 'node.db'))
  const sandbox = createSandbox()
  const timings = new Map<string, { tests: number; checkMs: number; testMs: number }>()
  const judge = createJudge({
    sandbox,
    callOther: (slug, request) => shelf.rehearse(slug, request),
  })
  const timed: Judge = {
    ...judge,
    judgeCartridge: async (source) => {
      const verdict = await judge.judgeCartridge(source)
      if ('timings' in verdict) {
        const tests = 'testReport' in verdict ? verdict.testReport.tests.length : 0
        timings.set(source.manifest.slug, { tests, ...verdict.timings })
      }
      return verdict
    },
  }
  const shelf: RunningShelf = createShelf({ store, sandbox, judge: timed })
  try {
    const reports = await seedShelf(shelf, dir, store.settings)
    const rows: Row[] = []
    for (const report of reports) rows.push(await toRow(shelf, report, timings.get(report.slug)))
    return rows
  } finally {
    await judge.close()
    await sandbox.close()
    store.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function toRow(
  shelf: RunningShelf,
  { slug, status, reason }: SeedReport,
  timing = { tests: 0, checkMs: 0, testMs: 0 },
): Promise<Row> {
  const source = shelf.source(slug)
  const sourceBytes = source ? Buffer.byteLength(source.index) : 0
  const row = { slug, sourceBytes, ...timing }
  if (status !== 'published') return { ...row, ok: false, warmMs: null, problem: reason ?? status }
  try {
    return { ...row, ok: true, warmMs: await timeFirstExample(shelf, slug), problem: null }
  } catch (error) {
    return { ...row, ok: false, warmMs: null, problem: String(error) }
  }
}

async function timeFirstExample(shelf: RunningShelf, slug: string): Promise<number> {
  const request = shelf.find(slug)?.manifest.examples[0]?.request
  if (!request) throw new Error('it has no example')
  const durations: number[] = []
  for (let i = 0; i < warmCalls + 3; i++) {
    const from = performance.now()
    const result = await shelf.call(slug, { ...request, headers: {}, payment: null })
    durations.push(performance.now() - from)
    if (!result.ok)
      throw new Error(`its first example ends in ${result.fault.code}: ${result.fault.message}`)
  }
  // The first three warm the workers' compile caches.
  const warm = durations.slice(3).sort((a, b) => a - b)
  return warm[Math.floor(warm.length / 2)] ?? 0
}

function print(rows: readonly Row[], totalMs: number): void {
  const head = ['', 'cartridge', 'bytes', 'tests', 'check ms', 'tests ms', 'warm p50 ms']
  const cells = rows.map((row) => [
    row.ok ? 'ok' : 'NO',
    row.slug,
    String(row.sourceBytes),
    String(row.tests),
    row.checkMs.toFixed(1),
    row.testMs.toFixed(1),
    row.warmMs?.toFixed(2) ?? '-',
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  )
  for (const line of [head, ...cells])
    console.log(
      line
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
  for (const row of rows)
    if (row.problem) console.error(`\n${row.slug}:\n  ${row.problem.replaceAll('\n', '\n  ')}`)
  const passed = rows.filter((row) => row.ok).length
  console.log(`\n${passed} of ${rows.length} pass, ${(totalMs / 1000).toFixed(1)} s`)
}
