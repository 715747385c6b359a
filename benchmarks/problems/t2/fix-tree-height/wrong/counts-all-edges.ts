export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  return tree.children.reduce((sum, child) => sum + height(child) + 1, 0)
}
