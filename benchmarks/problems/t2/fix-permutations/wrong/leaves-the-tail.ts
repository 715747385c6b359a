export function nextPermutation(list: number[]): number[] {
  const next = [...list]
  let i = next.length - 2
  while (i >= 0 && next[i]! >= next[i + 1]!) i--
  if (i >= 0) {
    let j = next.length - 1
    while (next[j]! <= next[i]!) j--
    const swapped = next[i]!
    next[i] = next[j]!
    next[j] = swapped
  }
  return [...next.slice(0, i + 1), ...next.slice(i + 1)]
}
