// Where `zooid bench` finds the problems and leaves its results: a checkout of this repository.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from './command.ts'

/**
 * `flag`, else `benchmarks/problems` of the current folder or one above it, else of this program's own
 * checkout.
 * @throws CliError when there is none
 */
export function findProblems(flag: string | undefined): string {
  if (flag !== undefined) {
    if (existsSync(flag)) return resolve(flag)
    throw new CliError('bench.no_problems', `there is no folder ${flag}`)
  }
  for (const start of [process.cwd(), dirname(fileURLToPath(import.meta.url))])
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, 'benchmarks/problems')
      if (existsSync(join(candidate, 'splits.json'))) return candidate
      if (dirname(folder) === folder) break
    }
  throw new CliError('bench.no_problems', 'no folder benchmarks/problems here', {
    hint: 'run it in a checkout of the repository, or pass --problems',
  })
}

/** Appends one entry to `results/bench.json` beside the folder of problems; returns the path. */
export function appendResult(problems: string, entry: object): string {
  const path = join(problems, '../results/bench.json')
  const entries = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown[]) : []
  const text = `${JSON.stringify([...entries, entry], null, 2)}\n`
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
  return path
}

/** What a result needs to be compared with another. */
export function machine(problems: string) {
  const cpu = cpus()
  return {
    commit: commitOf(problems),
    node: process.version,
    cpu: `${cpu.length} x ${cpu[0]?.model.trim() ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  }
}

function commitOf(folder: string): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    // An unpacked archive has no history.
    return 'unknown'
  }
}
