export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  const [first] = tree.children
  return first ? height(first) + 1 : 0
}
