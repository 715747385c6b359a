export type Tree = { value: number; left: Tree; right: Tree } | null

export function buildBalanced(values: number[]): Tree {
  if (values.length === 0) return null
  return { value: values[0]!, left: null, right: buildBalanced(values.slice(1)) }
}
