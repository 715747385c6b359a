export function combinations(items: string[], size: number): string[][] {
  return items
    .slice(0, Math.max(0, items.length - size + 1))
    .map((_, i) => items.slice(i, i + size))
}
