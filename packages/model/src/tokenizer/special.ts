// The fixed ids of every vocabulary: control and task tokens, the 256 bytes, the range kept for the
// structural tokens of the code language. Merges begin after them, so these never move.
import type { Task } from '../types.ts'

export const special = {
  pad: 0,
  bos: 1,
  eos: 2,
  /** Between the parts of a source. */
  sep: 3,
  solve: 4,
  plan: 5,
  predict: 6,
  rate: 7,
} as const

/** Id of byte 0; byte b is `firstByte + b`. */
export const firstByte = 16
/** Structural tokens of the code language: `firstStructural` up to `firstMerge - 1`. */
export const firstStructural = 272
export const firstMerge = 512
/** No vocabulary is larger: the top rungs of the ladder embed this many. */
export const maxVocab = 8192

/** The token at the front of a source that says what is asked for. */
export function taskToken(task: Task): number {
  return special[task]
}

/** The name of a control or structural token, as in `tokenizer.json`; undefined for all others. */
export function specialName(id: number): string | undefined {
  if (id >= 0 && id < firstByte) return `<|${names[id] ?? `free_${id}`}|>`
  if (id >= firstStructural && id < firstMerge) return `<|code_${id - firstStructural}|>`
  return undefined
}

const names: readonly string[] = Object.keys(special)
