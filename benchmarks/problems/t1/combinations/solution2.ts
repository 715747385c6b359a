export function combinations(items: string[], size: number): string[][] {
  if (size > items.length) return []
  if (size === 0) return [[]]
  const [first = '', ...others] = items
  return [
    ...combinations(others, size - 1).map((rest) => [first, ...rest]),
    ...combinations(others, size),
  ]
}
