export function threeWay(list: number[], pivot: number): number[][] {
  return [-1, 0, 1].map((side) =>
    list.filter((n) => Math.sign(n - pivot) === side).sort((a, b) => a - b),
  )
}
