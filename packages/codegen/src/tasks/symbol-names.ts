// Symbols by name: what files say, so that a corpus outlives a change of the table.
import {
  copiedConstants,
  maxBound,
  maxParameters,
  productions,
  sharedConstants,
} from '../language/grammar.ts'

/** By id. */
export const symbolNames: readonly string[] = [
  ...Array.from({ length: maxParameters }, (_, i) => `$${i}`),
  ...Array.from({ length: maxBound }, (_, i) => `@${i}`),
  ...sharedConstants.map(({ value }) => `=${JSON.stringify(value)}`),
  ...Array.from({ length: copiedConstants.numbers }, (_, i) => `#n${i}`),
  ...Array.from({ length: copiedConstants.strings }, (_, i) => `#s${i}`),
  ...productions.map(({ name }) => name),
]

const ids = new Map(symbolNames.map((name, id) => [name, id]))

export function symbolId(name: string): number | undefined {
  return ids.get(name)
}
