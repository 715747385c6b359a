export type Tree = { value: number; left: Tree; right: Tree } | null

export function buildBalanced(values: number[]): Tree {
  if (values.length === 0) return null
  const middle = (values.length - 1) >> 1
  return {
    value: values[middle]!,
    left: buildBalanced(values.slice(0, middle)),
    right: buildBalanced(values.slice(Math.max(1, middle))),
  }
}
