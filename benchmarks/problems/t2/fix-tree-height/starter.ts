export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  return Math.max(...tree.children.map(height)) + 1
}
