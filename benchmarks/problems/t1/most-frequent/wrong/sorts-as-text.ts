export function mostFrequent(list: number[]): number | null {
  let best: number | null = null
  let most = 0
  for (const n of [...list].sort()) {
    const count = list.filter((other) => other === n).length
    if (count > most) [best, most] = [n, count]
  }
  return best
}
