example(
  () => solution.spiral(3),
  [
    [1, 2, 3],
    [8, 9, 4],
    [7, 6, 5],
  ],
)
example(() => solution.spiral(1), [[1]])
example(() => solution.spiral(0), [])

/** The rule once more, written for clarity. */
function expected(n: number): number[][] {
  return Array.from({ length: n }, (_, y) =>
    Array.from({ length: n }, (_, x) => {
      const ring = Math.min(x, y, n - 1 - x, n - 1 - y)
      const side = n - 1 - 2 * ring
      const start = n * n - (side + 1) ** 2 + 1
      const [i, j] = [x - ring, y - ring]
      return (
        start + (j === 0 ? i : i === side ? side + j : j === side ? 3 * side - i : 4 * side - j)
      )
    }),
  )
}

check(
  'spiral(2)',
  () =>
    equal(solution.spiral(2), [
      [1, 2],
      [4, 3],
    ]),
  1,
)
check(
  'spiral(4)',
  () =>
    equal(solution.spiral(4), [
      [1, 2, 3, 4],
      [12, 13, 14, 5],
      [11, 16, 15, 6],
      [10, 9, 8, 7],
    ]),
  1,
)
check(
  'spiral(5)',
  () =>
    equal(solution.spiral(5), [
      [1, 2, 3, 4, 5],
      [16, 17, 18, 19, 6],
      [15, 24, 25, 20, 7],
      [14, 23, 22, 21, 8],
      [13, 12, 11, 10, 9],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 7)
    equal(solution.spiral(n), expected(n))
  },
  4,
)
