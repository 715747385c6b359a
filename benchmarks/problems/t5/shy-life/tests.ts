example(() => solution.step(['...', '...', '...']), ['#.#', '...', '#.#'])
example(() => solution.step(['#']), ['.'])
example(
  () => solution.step(['.....', '.....', '..#..', '.....', '.....']),
  ['#...#', '.....', '..#..', '.....', '#...#'],
)
example(() => solution.step([]), [])

function expected(rows: string[]): string[] {
  const next: string[] = []
  for (let y = 0; y < rows.length; y++) {
    let line = ''
    for (let x = 0; x < rows[0]!.length; x++) {
      let alive = 0
      for (let i = 0; i < 9; i++) {
        const row = rows[y + Math.floor(i / 3) - 1]
        const cell = row === undefined ? '#' : (row[x + (i % 3) - 1] ?? '#')
        if (i !== 4 && cell === '#') alive++
      }
      if (rows[y]![x] === '#') line += alive < 4 ? '#' : '.'
      else line += alive === 2 || alive === 5 ? '#' : '.'
    }
    next.push(line)
  }
  return next
}

check('a single dead cell', () => equal(solution.step(['.']), ['.']), 1)
check('a row', () => equal(solution.step(['...']), expected(['...'])), 1)
check(
  'two neighbours wake a cell',
  () => equal(solution.step(['.....', '.#...', '.....', '...#.', '.....'])[2]![2], '#'),
  1,
)
check(
  'three do not',
  () => equal(solution.step(['.....', '.##..', '.....', '...#.', '.....'])[2]![2], '.'),
  1,
)
check(
  'agrees with counting each neighbour (sparse)',
  (random) => {
    const width = random.int(1, 6)
    const rows = random.list(1, 6, () => random.text(width, width, '...#'))
    equal(solution.step(rows), expected(rows))
  },
  8,
)
check(
  'agrees with counting each neighbour (dense)',
  (random) => {
    const width = random.int(1, 5)
    const rows = random.list(1, 5, () => random.text(width, width, '.#'))
    equal(solution.step(rows), expected(rows))
  },
  8,
)
