export function permutations(items: string[]): string[][] {
  if (items.length === 0) return []
  if (items.length === 1) return [items]
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  )
}
