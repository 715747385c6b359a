// Problems that are the same problem under two names: the reference of one passes the tests of the other
// once its export is renamed. Only problems whose signatures have the same shape can be twins.
import type { Problem } from '@zooid/judge'

export type Entry = { readonly problem: Problem; readonly solution: string }
export type Twin = { readonly solution: string; readonly passes: string }

/** Pairs `[solution of, tests of]` worth trying. */
export function findSuspects(entries: readonly Entry[]): [Entry, Entry][] {
  const byShape = new Map<string, Entry[]>()
  for (const entry of entries) {
    const shape = shapeOf(entry.problem.signature)
    byShape.set(shape, [...(byShape.get(shape) ?? []), entry])
  }
  return [...byShape.values()].flatMap((same) =>
    same.flatMap((one) =>
      same.filter((other) => other !== one).map((other): [Entry, Entry] => [one, other]),
    ),
  )
}

/** The signature without names, comments and readonly: `function(string):string`. */
export function shapeOf(signature: string): string {
  return signature
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(/\breadonly\b|\bexport\b/g, '')
    .replace(/\bReadonlyArray</g, 'Array<')
    .replace(/\b(function|class|const)\s+\w+/g, '$1')
    .replace(/\b\w+\??\s*:\s*(?=[^;,)}]*[,)])/g, '')
    .replace(/\s+/g, '')
}
