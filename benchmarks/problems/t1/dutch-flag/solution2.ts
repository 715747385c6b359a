export function threeWay(list: number[], pivot: number): number[][] {
  const [less, same, more]: number[][] = [[], [], []]
  for (const n of list) (n < pivot ? less! : n > pivot ? more! : same!).push(n)
  return [less!, same!, more!]
}
