example(() => solution.langford(3, 3), [3, 1, 2, 1, 3, 2])
example(() => solution.langford(3, 1), null)
example(() => solution.langford(2, 2), null)

/** Places the greatest numbers first. */
const isPossible = (n: number, first: number) => {
  const row: number[] = Array.from({ length: 2 * n }, () => 0)
  const place = (k: number): boolean => {
    if (k === 0) return row[0] === first
    for (let i = 0; i + k + 1 < 2 * n; i++) {
      if (row[i] !== 0 || row[i + k + 1] !== 0 || (i === 0) !== (k === first)) continue
      row[i] = row[i + k + 1] = k
      if (place(k - 1)) return true
      row[i] = row[i + k + 1] = 0
    }
    return false
  }
  return place(n)
}
const verify = (n: number, first: number, possible: boolean) => {
  const row = solution.langford(n, first)
  const text = `${n}, ${first}: ${row}`
  equal(row !== null, possible, text)
  if (!row) return
  equal(row.length, 2 * n, text)
  equal(row[0], first, text)
  for (let k = 1; k <= n; k++) {
    equal(row.lastIndexOf(k) - row.indexOf(k), k + 1, text)
    equal(row.filter((one) => one === k).length, 2, text)
  }
}

check(
  'too few numbers',
  () => equal([solution.langford(1, 1), solution.langford(2, 1)], [null, null]),
  1,
)
check('three', () => verify(3, 2, true), 1)
check(
  'four',
  () => {
    for (let first = 1; first <= 4; first++) verify(4, first, isPossible(4, first))
  },
  1,
)
check(
  'five and six never work',
  () => {
    for (const n of [5, 6]) for (let first = 1; first <= n; first++) verify(n, first, false)
  },
  1,
)
check(
  'seven',
  () => {
    for (let first = 1; first <= 7; first++) verify(7, first, isPossible(7, first))
  },
  1,
)
check(
  'eight',
  (random) => {
    const first = random.int(1, 8)
    verify(8, first, isPossible(8, first))
  },
  2,
)
