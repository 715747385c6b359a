// n-gram tables. A run of up to four ids is one number (13 bits each), so a table is two flat arrays,
// sorted: runs that share a context lie together. Sequences are led by BOS, so every token has a full
// context and every table follows from the longest one.
import { maxVocab, special } from '../tokenizer/special.ts'

export const order = 4

/** Runs of one length with their counts, ascending; a run is `context * base + token`. */
export type Table = {
  readonly runs: Float64Array
  readonly counts: Uint32Array
  /** Per context: where its runs begin and end, and what they sum to. */
  readonly contexts: ReadonlyMap<number, Context>
}

export type Context = {
  readonly from: number
  readonly to: number
  readonly total: number
  /** How many of its runs count 1, 2, and more. */
  readonly ones: number
  readonly twos: number
  readonly more: number
}

const base = maxVocab

/** The number of a run of ids, first to last. */
export function runOf(ids: ArrayLike<number>, from: number, to: number): number {
  let run = 0
  for (let i = from; i < to; i++) run = run * base + (ids[i] ?? 0)
  return run
}

/** The same run without its first of `length` ids. */
export function withoutFirst(run: number, length: number): number {
  return run % base ** (length - 1)
}

export function tokenOf(run: number): number {
  return run % base
}

export function contextOf(run: number): number {
  return Math.floor(run / base)
}

/**
 * Tables for runs of 1 to 4. The longest holds how often a run occurs; each shorter one how many different
 * ids stand before a run, which is what makes a back-off estimate good (Kneser and Ney 1995).
 */
export function countRuns(sequences: Iterable<Int32Array>): readonly Table[] {
  const longest = new Map<number, number>()
  for (const sequence of sequences) {
    const led = new Int32Array(sequence.length + order - 1).fill(special.bos)
    led.set(sequence, order - 1)
    for (let end = order; end <= led.length; end++) {
      const run = runOf(led, end - order, end)
      longest.set(run, (longest.get(run) ?? 0) + 1)
    }
  }
  const tables: Table[] = []
  let counts: ReadonlyMap<number, number> = longest
  for (let length = order; length >= 1; length--) {
    tables.unshift(tableOf(counts))
    const shorter = new Map<number, number>()
    for (const run of counts.keys()) {
      const rest = withoutFirst(run, length)
      shorter.set(rest, (shorter.get(rest) ?? 0) + 1)
    }
    counts = shorter
  }
  return tables
}

function tableOf(counted: ReadonlyMap<number, number>): Table {
  const runs = Float64Array.from(counted.keys()).sort()
  const counts = Uint32Array.from(runs, (run) => counted.get(run) ?? 0)
  const contexts = new Map<number, Context>()
  for (let from = 0; from < runs.length; ) {
    const context = contextOf(runs[from] ?? 0)
    let [to, total, ones, twos] = [from, 0, 0, 0]
    while (to < runs.length && contextOf(runs[to] ?? 0) === context) {
      const count = counts[to++] ?? 0
      total += count
      if (count === 1) ones++
      if (count === 2) twos++
    }
    contexts.set(context, { from, to, total, ones, twos, more: to - from - ones - twos })
    from = to
  }
  return { runs, counts, contexts }
}
