export type Tree = { value: number; left: Tree; right: Tree } | null

export function levels(tree: Tree): number[][] {
  const result: number[][] = []
  for (
    let level = [tree];
    level.some((node) => node !== null);
    level = level.flatMap((node) => (node ? [node.right, node.left] : []))
  ) {
    result.push(level.flatMap((node) => (node ? [node.value] : [])))
  }
  return result
}
