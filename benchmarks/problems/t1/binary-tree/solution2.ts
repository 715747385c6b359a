export type Tree = { value: number; left: Tree; right: Tree } | null

export function levels(tree: Tree): number[][] {
  const result: number[][] = []
  const visit = (node: Tree, depth: number) => {
    if (!node) return
    if (result.length === depth) result.push([])
    result[depth]?.push(node.value)
    visit(node.left, depth + 1)
    visit(node.right, depth + 1)
  }
  visit(tree, 0)
  return result
}
