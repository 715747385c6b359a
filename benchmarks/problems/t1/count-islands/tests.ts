example(() => solution.countIslands(['##..', '.#..', '...#']), 2)
example(() => solution.countIslands(['#.#', '.#.', '#.#']), 5)
example(() => solution.countIslands([]), 0)

/** The rule once more, written for clarity. */
function expected(map: string[]): number {
  // Spread the greatest label of each island until nothing changes.
  const label = map.map((line, y) => [...line].map((c, x) => (c === '#' ? 1 + y * 100 + x : 0)))
  for (let changed = true; changed; ) {
    changed = false
    for (const [y, row] of label.entries()) {
      for (const [x, own] of row.entries()) {
        if (own === 0) continue
        const best = Math.max(
          own,
          row[x - 1] ?? 0,
          row[x + 1] ?? 0,
          label[y - 1]?.[x] ?? 0,
          label[y + 1]?.[x] ?? 0,
        )
        if (best > own) changed = true
        row[x] = best
      }
    }
  }
  return new Set(label.flat().filter((n) => n > 0)).size
}

check("countIslands(['....'])", () => equal(solution.countIslands(['....']), 0), 1)
check("countIslands(['#'])", () => equal(solution.countIslands(['#']), 1), 1)
check(
  "countIslands(['###', '..#', '###'])",
  () => equal(solution.countIslands(['###', '..#', '###']), 1),
  1,
)
check(
  "countIslands(['#.#', '#.#', '###'])",
  () => equal(solution.countIslands(['#.#', '#.#', '###']), 1),
  1,
)
check("countIslands(['..#', '###'])", () => equal(solution.countIslands(['..#', '###']), 1), 1)
check("countIslands(['.#', '##'])", () => equal(solution.countIslands(['.#', '##']), 1), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const map = ((w: number) => random.list(1, 5, () => random.text(w, w, '##.')))(random.int(1, 6))
    equal(solution.countIslands(map), expected(map))
  },
  12,
)
