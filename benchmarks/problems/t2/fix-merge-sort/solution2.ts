export type Item = { key: number; label: string }

export function sortByKey(items: Item[]): Item[] {
  const sorted: Item[] = []
  for (const item of items) {
    const at = sorted.findIndex(({ key }) => key > item.key)
    sorted.splice(at < 0 ? sorted.length : at, 0, item)
  }
  return sorted
}
