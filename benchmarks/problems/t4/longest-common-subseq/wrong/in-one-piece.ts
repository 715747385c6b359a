export function commonSubsequence(a: string, b: string): string {
  let best = ''
  for (let from = 0; from < a.length; from++)
    for (let to = from + 1; to <= a.length; to++)
      if (to - from > best.length && b.includes(a.slice(from, to))) best = a.slice(from, to)
  return best
}
