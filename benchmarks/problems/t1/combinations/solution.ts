export function combinations(items: string[], size: number): string[][] {
  if (size === 0) return [[]]
  return items.flatMap((first, i) =>
    combinations(items.slice(i + 1), size - 1).map((rest) => [first, ...rest]),
  )
}
