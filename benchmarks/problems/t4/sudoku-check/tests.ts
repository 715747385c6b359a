const empty = '.........'
const rows = (lines: Record<number, string>) =>
  Array.from({ length: 9 }, (_, row) => lines[row] ?? empty)

example(
  () =>
    solution.conflicts([
      '1...1....',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
    ]),
  [
    [0, 0],
    [0, 4],
  ],
)
example(
  () =>
    solution.conflicts([
      '7........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '.........',
      '7........',
    ]),
  [
    [0, 0],
    [8, 0],
  ],
)
example(
  () =>
    solution.conflicts([
      '.........',
      '.........',
      '.........',
      '...5.....',
      '.....5...',
      '.........',
      '.........',
      '.........',
      '.........',
    ]),
  [
    [3, 3],
    [4, 5],
  ],
)

/** Looks at every pair. */
const slow = (grid: string[]) => {
  const cells = grid
    .flatMap((line, r) => [...line].map((digit, c) => ({ r, c, digit })))
    .filter(({ digit }) => digit !== '.')
  const box = (r: number, c: number) => `${Math.ceil((r + 1) / 3)}${Math.ceil((c + 1) / 3)}`
  return cells
    .filter((a) =>
      cells.some(
        (b) =>
          a !== b &&
          a.digit === b.digit &&
          (a.r === b.r || a.c === b.c || box(a.r, a.c) === box(b.r, b.c)),
      ),
    )
    .map(({ r, c }) => [r, c])
}

check('an empty grid', () => equal(solution.conflicts(rows({})), []), 1)
check(
  'the same digit in neighbouring boxes',
  () => equal(solution.conflicts(rows({ 0: '..3......', 1: '...3.....', 3: '.3.......' })), []),
  1,
)
check(
  'three in one row',
  () =>
    equal(solution.conflicts(rows({ 4: '9..9....9' })), [
      [4, 0],
      [4, 3],
      [4, 8],
    ]),
  1,
)
check(
  'a full grid without conflicts',
  () => {
    const line = '123456789'
    const turn = (by: number) => line.slice(by) + line.slice(0, by)
    const grid = [0, 3, 6, 1, 4, 7, 2, 5, 8].map(turn)
    equal(solution.conflicts(grid), [])
    equal(solution.conflicts(grid.with(8, '998765432')).length > 0, true)
  },
  1,
)
check(
  'agrees with a look at every pair',
  (random) => {
    const grid = Array.from({ length: 9 }, () => random.text(9, 9, '.......123456789'))
    equal(solution.conflicts(grid), slow(grid))
  },
  12,
)
