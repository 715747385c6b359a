export function solveSudoku(grid: number[][]): number[][] | null {
  const orders = permutations([1, 2, 3, 4])
  const fits = (above: number[][], row: number[]) =>
    row.every(
      (digit, c) =>
        above.every((other) => other[c] !== digit) &&
        (above.length % 2 === 0 || above.at(-1)![c % 2 === 0 ? c + 1 : c - 1] !== digit),
    )
  let found: number[][][] = [[]]
  for (const row of grid) {
    const allowed = orders.filter((order) => order.every((n, c) => row[c] === 0 || row[c] === n))
    found = found.flatMap((above) =>
      allowed.filter((order) => fits(above, order)).map((order) => [...above, order]),
    )
  }
  return found[0] ?? null
}

function permutations(list: number[]): number[][] {
  if (list.length === 0) return [[]]
  return list.flatMap((n) => permutations(list.filter((m) => m !== n)).map((rest) => [n, ...rest]))
}
