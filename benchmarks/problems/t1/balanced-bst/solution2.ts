export type Tree = { value: number; left: Tree; right: Tree } | null

export function buildBalanced(values: number[]): Tree {
  const build = (from: number, to: number): Tree => {
    if (from > to) return null
    const middle = Math.floor((from + to) / 2)
    return {
      value: values[middle] ?? 0,
      left: build(from, middle - 1),
      right: build(middle + 1, to),
    }
  }
  return build(0, values.length - 1)
}
