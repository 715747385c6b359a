// The model writes: a beam over rows of symbols in prefix order, masked to what is legal in its place. A
// subterm that closes is run at once, on the rows of its scope, so that a program without a value is dropped
// and of prefixes that mean the same only the likelier goes on. Widens until its budget is spent.
import { leafOf, legalSymbols, productionOf, type Signature } from '../language/grammar.ts'
import type { Production } from '../language/production.ts'
import type { Scope, Term } from '../language/term.ts'
import type { Type } from '../language/type.ts'
import type { CodegenTask } from '../task.ts'
import { type FoundProgram, type SearchResult, usesEvery } from './enumerate.ts'
import { poolsOf, rowsOf } from './environments.ts'
import { fingerprint, sameRow } from './fingerprint.ts'
import type { Guidance } from './guidance.ts'
import { evaluate, type Program, termOf, usesOf } from './program.ts'

export type BeamLimits = {
  /** Complete programs run. */
  readonly candidates: number
  /** @default none */
  readonly seconds?: number
  /** Programs that fit, at most. @default 1 */
  readonly wanted?: number
  /** Widths of the beams, one after the other. @default 32, 128, 512 */
  readonly widths?: readonly number[]
  /** Every program that behaves like none before it. */
  readonly onProgram?: (program: LikelyProgram) => void
}

/** A prefix: the innermost open production, and what it waits in. */
type Frame = {
  readonly up: Frame | null
  readonly production: Production
  readonly symbol: number
  readonly scope: Scope
  readonly parts: readonly Program[]
  /** Of the behaviour of everything so far: equal keys go on alike. */
  readonly key: string
}

type Row = {
  /** null before the first symbol. */
  readonly frame: Frame | null
  readonly logProb: number
  /** Symbols so far. */
  readonly length: number
}

export type LikelyProgram = {
  readonly term: Term
  readonly size: number
  readonly logProb: number
  /** Mentions every parameter. */
  readonly usesAll: boolean
  readonly values: readonly unknown[]
}

const maxLength = 40
const maxBoundDepth = 6

/** Programs that give every example's output, in the order the model finds them. */
export function beamSearch(
  task: CodegenTask,
  guide: Guidance,
  {
    candidates: maxCandidates,
    seconds,
    wanted = 1,
    widths = [32, 128, 512],
    onProgram,
  }: BeamLimits,
): SearchResult {
  const deadline = seconds === undefined ? undefined : performance.now() + seconds * 1000
  const goalValues = task.examples.map(({ output }) => output)
  const goal = fingerprint(goalValues)
  const found: FoundProgram[] = []
  const seen = new Set<number>()
  const solutions = new Set<string>()
  let candidates = 0
  for (const width of widths) {
    const isOver = () =>
      candidates >= maxCandidates ||
      found.length >= wanted ||
      (deadline !== undefined && performance.now() > deadline)
    if (isOver() || found.length > 0) break
    beam(task, guide, {
      width,
      mergesAlike: true,
      onProgram: (program) => {
        const { term, size, values, usesAll } = program
        const mark = fingerprint(values)
        const isGoal = mark === goal && sameRow(values, goalValues)
        if (!isGoal && seen.has(mark)) return isOver()
        seen.add(mark)
        const key = isGoal ? JSON.stringify(term, nameOf) : ''
        if (isGoal && solutions.has(key)) return isOver()
        solutions.add(key)
        candidates++
        onProgram?.(program)
        if (isGoal) found.push({ term, size, usesAll, candidates, programs: candidates })
        return isOver()
      },
      isOver,
    })
  }
  return { found, candidates, programs: candidates }
}

const nameOf = (key: string, value: unknown) =>
  key === 'production' ? (value as Production).name : value

/** The model alone: the likeliest complete programs of one beam, nothing run to choose among them. */
export function likeliest(task: CodegenTask, guide: Guidance, width: number): LikelyProgram[] {
  let programs: LikelyProgram[] = []
  beam(task, guide, {
    width,
    mergesAlike: false,
    onProgram: (program) => {
      programs.push(program)
      return false
    },
    // A prefix only gets less likely, so those found stay the likeliest.
    isOver: (best) => {
      programs = programs.sort((a, b) => b.logProb - a.logProb).slice(0, width)
      return (programs[width - 1]?.logProb ?? Number.NEGATIVE_INFINITY) >= best
    },
  })
  return programs.sort((a, b) => b.logProb - a.logProb).slice(0, width)
}

type BeamOptions = {
  readonly width: number
  /** Whether prefixes that behave alike are one. */
  readonly mergesAlike: boolean
  /** Called for each complete program; true ends the beam. */
  readonly onProgram: (program: LikelyProgram) => boolean
  /** `best`: log-probability of the likeliest open prefix. */
  readonly isOver: (best: number) => boolean
}

function beam(task: CodegenTask, guide: Guidance, options: BeamOptions): void {
  const { width, mergesAlike, onProgram, isOver } = options
  const { signature } = task
  const pools = poolsOf(task)
  const rowsByScope = new Map<string, unknown[][]>()
  const rowsIn = (scope: Scope) => {
    const key = scope.join()
    const known = rowsByScope.get(key) ?? rowsOf(scope, task, pools)
    rowsByScope.set(key, known)
    return known
  }
  const decoder = guide.begin(task, width)
  const stackTraceLimit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    let rows: Row[] = [{ frame: null, logProb: 0, length: 0 }]
    while (rows.length > 0 && !isOver(rows[0]?.logProb ?? 0)) {
      const options: { row: number; symbol: number; logProb: number }[] = []
      for (const [i, row] of rows.entries()) {
        const logs = decoder.logProbs(i)
        for (const symbol of legalAfter(row, signature)) {
          const logProb = row.logProb + (logs[symbol] ?? Number.NEGATIVE_INFINITY)
          if (logProb > Number.NEGATIVE_INFINITY) options.push({ row: i, symbol, logProb })
        }
      }
      options.sort((a, b) => b.logProb - a.logProb)
      const next: Row[] = []
      const parents: number[] = []
      const symbols: number[] = []
      const keys = new Set<string>()
      for (const { row: from, symbol, logProb } of options) {
        if (next.length >= width) break
        const row = rows[from]
        if (!row) continue
        const outcome = advance(row, symbol, signature, rowsIn)
        if (outcome === null) continue
        if ('values' in outcome) {
          const term = termOf(outcome, signature.parameters, signature)
          const { size, values, uses } = outcome
          const usesAll = usesEvery(uses, signature)
          if (onProgram({ term, size, logProb, values, usesAll })) return
          continue
        }
        if (mergesAlike) {
          if (keys.has(outcome.key)) continue
          keys.add(outcome.key)
        }
        if (row.length + 1 >= maxLength) continue
        next.push({ frame: outcome, logProb, length: row.length + 1 })
        parents.push(from)
        symbols.push(symbol)
      }
      if (next.length === 0) return
      decoder.reorder(Int32Array.from({ length: width }, (_, i) => parents[i] ?? 0))
      decoder.step(Int32Array.from({ length: width }, (_, i) => symbols[i] ?? -1))
      rows = next
    }
  } finally {
    decoder.close()
    Error.stackTraceLimit = stackTraceLimit
  }
}

function legalAfter({ frame }: Row, signature: Signature): number[] {
  if (!frame) return legalSymbols(signature.result, signature.parameters, signature)
  const slot = frame.production.slots[frame.parts.length]
  if (!slot) return []
  const scope = [...frame.scope, ...slot.binds]
  const isDeep = scope.length - signature.parameters.length > maxBoundDepth
  return isDeep ? [] : legalSymbols(slot.type, scope, signature)
}

/** What a prefix becomes with one more symbol: a longer prefix, a whole program, or nothing of value. */
function advance(
  { frame }: Row,
  symbol: number,
  signature: Signature,
  rowsIn: (scope: Scope) => unknown[][],
): Frame | Program | null {
  const slot = frame?.production.slots[frame.parts.length]
  const scope = frame ? [...frame.scope, ...(slot?.binds ?? [])] : signature.parameters
  const production = productionOf(symbol)
  if (production && production.slots.length > 0)
    return {
      up: frame,
      production,
      symbol,
      scope,
      parts: [],
      key: `${frame?.key ?? ''}(${symbol}`,
    }
  let closed: Program | null = production
    ? programOf(symbol, production, [], scope, rowsIn)
    : leafProgram(symbol, scope, signature, rowsIn)
  let open = frame
  while (closed && open) {
    const parts: readonly Program[] = [...open.parts, closed]
    if (parts.length < open.production.slots.length)
      return { ...open, parts, key: `${open.key},${fingerprint(closed.values)}` }
    closed = programOf(open.symbol, open.production, parts, open.scope, rowsIn)
    open = open.up
  }
  return closed
}

function programOf(
  symbol: number,
  production: Production,
  parts: readonly Program[],
  scope: Scope,
  rowsIn: (scope: Scope) => unknown[][],
): Program | null {
  const values = evaluate(production, parts, rowsIn(scope), scope.length)
  if (!values) return null
  const size = parts.reduce((sum, part) => sum + part.size, 1)
  return {
    symbol,
    parts,
    values,
    size,
    uses: parts.reduce((bits, part) => bits | part.uses, 0),
    step: null,
  }
}

function leafProgram(
  symbol: number,
  scope: readonly Type[],
  signature: Signature,
  rowsIn: (scope: Scope) => unknown[][],
): Program {
  const leaf = leafOf(symbol, scope, signature)
  const values = rowsIn(scope).map((row) =>
    leaf.kind === 'variable' ? row[leaf.index] : leaf.kind === 'constant' ? leaf.value : null,
  )
  return { symbol, parts: [], values, size: 1, uses: usesOf(symbol), step: null }
}
