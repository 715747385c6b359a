export type Tree = { children: Tree[] }

export function height(tree: Tree): number {
  let level = tree.children
  let count = 0
  while (level.length > 0) {
    level = level.flatMap(({ children }) => children)
    count++
  }
  return count
}
