export function permutations(items: string[]): string[][] {
  return items.length === 0 ? [[]] : items.map((_, i) => [...items.slice(i), ...items.slice(0, i)])
}
