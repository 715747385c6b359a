export function indexOfMax(list: number[]): number {
  let best = -1
  for (let i = 0; i < list.length; i++) if (best < 0 || list[i]! > list[best]!) best = i
  return best
}
