export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  return Math.max(-1, ...tree.children.map(height)) + 1
}
