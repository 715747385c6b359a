export type Step = { op: '=' | '-' | '+'; line: string }

/** Remembers the best pairs of kept places for all beginnings, then writes down the gaps between them. */
export function diff(before: string[], after: string[]): Step[] {
  type Chain = { size: number; i: number; j: number; last: Chain | null }
  const none: Chain = { size: 0, i: -1, j: -1, last: null }
  let row: Chain[] = new Array(after.length + 1).fill(none)
  for (const [i, line] of before.entries()) {
    const next: Chain[] = [none]
    for (const [j, other] of after.entries()) {
      const best = row[j + 1]!.size >= next[j]!.size ? row[j + 1]! : next[j]!
      const joined = row[j]!
      next.push(line === other ? { size: joined.size + 1, i, j, last: joined } : best)
    }
    row = next
  }
  const pairs: [number, number][] = [[before.length, after.length]]
  for (let chain = row.at(-1) ?? none; chain.last; chain = chain.last)
    pairs.unshift([chain.i, chain.j])
  let [fromI, fromJ] = [0, 0]
  return pairs.flatMap(([i, j]) => {
    const steps: Step[] = [
      ...before.slice(fromI, i).map((line): Step => ({ op: '-', line })),
      ...after.slice(fromJ, j).map((line): Step => ({ op: '+', line })),
      ...before.slice(i, i + 1).map((line): Step => ({ op: '=', line })),
    ]
    fromI = i + 1
    fromJ = j + 1
    return steps
  })
}

export function apply(before: string[], script: Step[]): string[] {
  const old = script.filter(({ op }) => op !== '+').map(({ line }) => line)
  if (old.length !== before.length || old.some((line, i) => line !== before[i]))
    throw new Error('made for other lines')
  return script.filter(({ op }) => op !== '-').map(({ line }) => line)
}
