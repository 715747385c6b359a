export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  return tree.children.length === 0 ? 0 : Math.min(...tree.children.map(height)) + 1
}
