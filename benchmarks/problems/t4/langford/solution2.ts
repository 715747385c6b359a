export function langford(n: number, first: number): number[] | null {
  const extend = (row: (number | undefined)[], k: number): (number | undefined)[] | null => {
    if (k === 0) return row[0] === first ? row : null
    for (let i = 0; i + k + 1 < 2 * n; i++) {
      if (row[i] !== undefined || row[i + k + 1] !== undefined) continue
      if (i === 0 && k !== first) continue
      const found = extend(row.with(i, k).with(i + k + 1, k), k - 1)
      if (found) return found
    }
    return null
  }
  const row = extend(Array.from({ length: 2 * n }), n)
  return row?.map((k) => k ?? 0) ?? null
}
