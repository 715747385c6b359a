example(() => solution.fewestSteps(['S.E']), 2)
example(() => solution.fewestSteps(['S#E', '...']), 4)
example(() => solution.fewestSteps(['S#', '#E']), -1)
example(() => solution.fewestSteps(['S..', '.#.', 'E..']), 2)

/** Ways grow from S until nothing changes. */
const slow = (maze: string[]) => {
  const steps = maze.map((line) => [...line].map((cell) => (cell === 'S' ? 0 : Infinity)))
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false
    for (const [r, row] of steps.entries())
      for (const [c, here] of row.entries()) {
        if (maze[r]![c] === '#') continue
        const near = [steps[r - 1]?.[c], steps[r + 1]?.[c], row[c - 1], row[c + 1]]
        row[c] = Math.min(here, ...near.map((n) => (n ?? Infinity) + 1))
        if (row[c] !== here) hasChanged = true
      }
  }
  const row = maze.findIndex((line) => line.includes('E'))
  const answer = steps[row]![maze[row]!.indexOf('E')] ?? Infinity
  return answer === Infinity ? -1 : answer
}

check('next to each other', () => equal(solution.fewestSteps(['ES']), 1), 1)
check('several ways', () => equal(solution.fewestSteps(['S...', '.##.', '.##.', '...E']), 6), 1)
check('an open field', () => equal(solution.fewestSteps(['....', '.S..', '....', '...E']), 4), 1)
check('a long way round', () => equal(solution.fewestSteps(['S#...', '.#.#.', '...#E']), 10), 1)
check('walled in', () => equal(solution.fewestSteps(['.#.', '#S#', '.#E']), -1), 1)
check('lines do not join', () => equal(solution.fewestSteps(['..S', '##.', 'E#.']), -1), 1)
check(
  'agrees with ways that grow',
  (random) => {
    const [height, width] = [random.int(2, 5), random.int(2, 5)]
    const cells = Array.from({ length: height * width }, () => random.pick(['.', '.', '#']))
    const [start = 0, end = 1] = random.shuffle([...cells.keys()])
    cells[start] = 'S'
    cells[end] = 'E'
    const maze = Array.from({ length: height }, (_, row) =>
      cells.slice(row * width, (row + 1) * width).join(''),
    )
    equal(solution.fewestSteps(maze), slow(maze), maze.join('/'))
  },
  20,
)
