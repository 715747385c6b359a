export type Tree = { value: number; left: Tree; right: Tree } | null

export function hasPath(tree: Tree, sum: number): boolean {
  const open: [Tree, number][] = [[tree, 0]]
  for (const [node, above] of open) {
    if (node === null) continue
    const total = above + node.value
    if (node.left === null && node.right === null && total === sum) return true
    open.push([node.left, total], [node.right, total])
  }
  return false
}
