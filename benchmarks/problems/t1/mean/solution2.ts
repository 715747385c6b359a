export function mean(list: number[]): number {
  let sum = 0
  for (const n of list) sum += n
  return list.length > 0 ? sum / list.length : 0
}
