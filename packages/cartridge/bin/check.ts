// `npm run cartridges:check [-- --only a,b] [--json] [--write] [--strict] [folder]`: judges every
// cartridge as a node would at boot without judged.json, times its first example and looks for twins.
// Exit code 1 when one is refused, lacks what the library asks, has a twin or does not run; with
// --strict also when a generated file is out of date, which --write puts right.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createJudge, type Judge } from '@zooid/judge'
import { createSandbox, type Manifest, parseManifest } from '@zooid/sandbox'
import { openStore } from '@zooid/store'
import {
  createShelf,
  type RunningShelf,
  readCartridgeFolder,
  type SeedReport,
  seedShelf,
  sourceSha256,
} from '../src/index.ts'
import { listCartridgeFolders } from '../src/load.ts'
import { findDuplicates } from './duplicates.ts'
import { compareGenerated, findLack } from './library.ts'

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

type Timing = {
  readonly tests: readonly string[]
  readonly checkMs: number
  readonly testMs: number
}

const warmCalls = 20

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const dir = resolve(positionals[0] ?? 'cartridges')
const only = values.only === undefined ? null : new Set(values.only.split(',').filter(Boolean))
const startedAt = performance.now()
const manifests = new Map<string, Manifest>()
const hashes = new Map<string, string>()
const rows = await checkAll()
const passed = rows.filter((row) => row.ok)
const twins = findDuplicates(await readSources()).filter(
  ({ a, b }) => only === null || only.has(slugOf(a)) || only.has(slugOf(b)),
)
const judged = Object.fromEntries(passed.map(({ slug }) => [slug, hashes.get(slug) ?? '']))
const stale =
  only === null || values.write
    ? await compareGenerated(dir, [...manifests.values()], judged, values.write)
    : []
const totalMs = performance.now() - startedAt
if (values.json) console.log(JSON.stringify({ totalMs, cartridges: rows, twins, stale }, null, 2))
else print()
const isAsked = only === null ? rows.length > 0 : rows.length === only.size
if (!isAsked) console.error('some of what was asked for is no cartridge here')
process.exitCode =
  isAsked && passed.length === rows.length && twins.length === 0 && !(values.strict && stale.length)
    ? 0
    : 1

async function checkAll(): Promise<Row[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'zooid-check-'))
  const store = openStore(join(scratch, 'node.db'))
  const sandbox = createSandbox()
  const timings = new Map<string, Timing>()
  const judge = createJudge({
    sandbox,
    callOther: (slug, request) => shelf.rehearse(slug, request),
  })
  const timed: Pick<Judge, 'judgeCartridge'> = {
    judgeCartridge: async (source) => {
      const verdict = await judge.judgeCartridge(source)
      if ('timings' in verdict) {
        const report = 'testReport' in verdict ? verdict.testReport.tests : []
        timings.set(source.manifest.slug, {
          tests: report.map(({ name }) => name),
          ...verdict.timings,
        })
      }
      return verdict
    },
  }
  const shelf = createShelf({ store, sandbox, judge: timed })
  try {
    const reports = await seedShelf(shelf, dir, store.settings, await unasked())
    const rows: Row[] = []
    for (const report of reports) {
      if (only && !only.has(report.slug)) continue
      rows.push(await toRow(shelf, report, timings.get(report.slug)))
    }
    return rows
  } finally {
    await judge.close()
    await sandbox.close()
    store.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Reads all manifests; the hashes it returns are of cartridges that are only there to be called. */
async function unasked(): Promise<Set<string>> {
  const trusted = new Set<string>()
  for (const slug of await listCartridgeFolders(dir)) {
    const files = await readCartridgeFolder(join(dir, slug)).catch(() => null)
    const parsed = parseManifest(files?.manifest)
    // What is unreadable gets its reason from seedShelf.
    if (!files || !parsed.ok) continue
    const sha256 = sourceSha256(parsed.manifest, files.index, files.test)
    manifests.set(slug, parsed.manifest)
    hashes.set(slug, sha256)
    if (only && !only.has(slug)) trusted.add(sha256)
  }
  return trusted
}

async function toRow(
  shelf: RunningShelf,
  { slug, status, reason }: SeedReport,
  timing: Timing = { tests: [], checkMs: 0, testMs: 0 },
): Promise<Row> {
  const source = shelf.source(slug)
  const row = {
    slug,
    sourceBytes: source ? Buffer.byteLength(source.index) : 0,
    tests: timing.tests.length,
    checkMs: timing.checkMs,
    testMs: timing.testMs,
  }
  const refused = (problem: string): Row => ({ ...row, ok: false, warmMs: null, problem })
  if (status !== 'published' || !source) return refused(reason ?? status)
  try {
    const lack = await findLack(dir, source.manifest, timing.tests)
    if (lack !== null) return refused(lack)
    return { ...row, ok: true, warmMs: await timeFirstExample(shelf, slug), problem: null }
  } catch (error) {
    return refused(String(error))
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

/** What is written by hand: `<slug>` for index.ts, `<slug>/page.js` for the script of its page. */
async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for (const slug of manifests.keys())
    for (const [name, file] of [
      [slug, 'index.ts'],
      [`${slug}/page.js`, 'page.js'],
    ] as const) {
      const path = join(dir, slug, file)
      if (existsSync(path)) sources.set(name, await readFile(path, 'utf8'))
    }
  return sources
}

function slugOf(name: string): string {
  return name.split('/')[0] ?? name
}

function print(): void {
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
  for (const { a, b, share } of twins)
    console.error(`\n${a} and ${b} are twins: ${(share * 100).toFixed(0)} % of the smaller one`)
  if (stale.length > 0)
    console.error(`\nout of date: ${stale.join(', ')}; -- --write writes them anew`)
  console.log(`\n${passed.length} of ${rows.length} pass, ${(totalMs / 1000).toFixed(1)} s`)
}
