export function digitCount(list: number[]): number {
  let digits = 0
  for (const n of list) for (let rest = n; rest >= 10; rest = Math.floor(rest / 10)) digits++
  return digits + list.length
}
