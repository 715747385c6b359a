// What the search wants from a model: weights of symbols for a task, and a decoder that continues several
// rows of symbols at once. The trained one lives in learn/; the search runs without any.
import type { CodegenTask } from '../task.ts'

export type RuleWeights = {
  /** Natural logarithm; `parent` is a symbol id, -1 at the root. */
  readonly logWeight: (parent: number, slot: number, symbol: number) => number
}

export type Decoder = {
  /** Appends one symbol to every row; a row with -1 rests. */
  step(symbols: Int32Array): void
  /** Natural logarithms over all symbols for what comes next in a row. */
  logProbs(row: number): Float32Array
  /** Row i goes on as a copy of row `parents[i]`. */
  reorder(parents: Int32Array): void
  close(): void
}

export type Guidance = {
  readonly rules: (task: CodegenTask) => RuleWeights
  /** What the corpus says of every task alike; normalised within places. */
  readonly corpusRules: RuleWeights
  readonly begin: (task: CodegenTask, beams: number) => Decoder
}
