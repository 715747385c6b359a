export function mystery(list: number[]): number {
  let best = -Infinity
  for (let i = 0; i < list.length; i++)
    for (let j = 0; j < i; j++) best = Math.max(best, list[i]! + list[j]!)
  return best
}
