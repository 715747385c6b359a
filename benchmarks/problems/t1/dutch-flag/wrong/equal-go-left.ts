export function threeWay(list: number[], pivot: number): number[][] {
  return [list.filter((n) => n <= pivot), [], list.filter((n) => n > pivot)]
}
