// Rows of benchmark runs on disk, one JSON line each, so that a run that was broken off goes on. A line
// that was cut short is a row that was not made.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RowStore } from './bench.ts'
import type { BenchRow } from './score.ts'

/** Reads `path` at once, if it is there; every new row is appended as it comes. */
export function openRowFile(path: string): RowStore {
  const rows = new Map<string, BenchRow>()
  for (const line of readLines(path)) {
    const entry = parseLine(line)
    if (entry) rows.set(entry.key, entry.row)
  }
  return {
    get: (key) => rows.get(key),
    set(key, row) {
      rows.set(key, row)
      mkdirSync(dirname(path), { recursive: true })
      // A line break in front, so that a line cut short spoils only itself.
      appendFileSync(path, `\n${JSON.stringify({ key, row })}`)
    },
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function parseLine(line: string): { readonly key: string; readonly row: BenchRow } | null {
  if (line === '') return null
  try {
    return JSON.parse(line) as { key: string; row: BenchRow }
  } catch {
    return null
  }
}
