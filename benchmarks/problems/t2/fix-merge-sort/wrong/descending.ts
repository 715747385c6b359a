export type Item = { key: number; label: string }

export function sortByKey(items: Item[]): Item[] {
  if (items.length < 2) return items
  const half = Math.floor(items.length / 2)
  return merge(sortByKey(items.slice(0, half)), sortByKey(items.slice(half)))
}

function merge(left: Item[], right: Item[]): Item[] {
  const merged: Item[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i]!.key >= right[j]!.key) merged.push(left[i++]!)
    else merged.push(right[j++]!)
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}
