export type Tree = { value: number; left: Tree; right: Tree } | null

export function hasPath(tree: Tree, sum: number): boolean {
  if (!tree) return false
  const rest = sum - tree.value
  return !tree.left && !tree.right
    ? rest === 0
    : hasPath(tree.left, rest) && hasPath(tree.right, rest)
}
