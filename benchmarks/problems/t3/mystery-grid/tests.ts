example(() => solution.mystery(2, 2), ['#.', '.#'])
example(() => solution.mystery(3, 2), ['#.#', '.#.'])
example(() => solution.mystery(1, 1), ['#'])
example(() => solution.mystery(4, 1), ['#.#.'])
example(() => solution.mystery(1, 3), ['#', '.', '#'])
example(() => solution.mystery(3, 3), ['#.#', '.#.', '#.#'])
example(() => solution.mystery(0, 2), ['', ''])

/** The rule once more, written for clarity. */
function expected(width: number, height: number): string[] {
  const rows: string[] = []
  while (rows.length < height) {
    let row = ''
    while (row.length < width)
      row += (row.at(-1) ?? (rows.at(-1)?.[0] === '#' ? '#' : '.')) === '#' ? '.' : '#'
    rows.push(row)
  }
  return rows
}

check('mystery(5, 4)', () => equal(solution.mystery(5, 4), ['#.#.#', '.#.#.', '#.#.#', '.#.#.']), 1)
check('mystery(4, 4)', () => equal(solution.mystery(4, 4), ['#.#.', '.#.#', '#.#.', '.#.#']), 1)
check('mystery(2, 0)', () => equal(solution.mystery(2, 0), []), 1)
check('mystery(0, 0)', () => equal(solution.mystery(0, 0), []), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const width = random.int(0, 6)
    const height = random.int(0, 5)
    equal(solution.mystery(width, height), expected(width, height))
  },
  8,
)
