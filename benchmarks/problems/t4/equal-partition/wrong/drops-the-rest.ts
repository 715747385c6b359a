export function halve(list: number[]): [number[], number[]] | null {
  const half = list.reduce((a, b) => a + b, 0) / 2
  let reached = new Map<number, [number[], number[]]>([[0, [[], []]]])
  for (const n of list) {
    const next = new Map<number, [number[], number[]]>()
    for (const [sum, [one, other]] of reached) {
      next.set(sum, [one, other])
      next.set(sum + n, [[...one, n], other])
    }
    reached = next
  }
  return reached.get(half) ?? null
}
