example(() => solution.bowlingScore([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10]), 300)
example(
  () => solution.bowlingScore([3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6, 3, 6]),
  90,
)
example(
  () => solution.bowlingScore([5, 5, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  16,
)

/** The rule once more, written for clarity. */
function expected(rolls: number[]): number {
  const starts: number[] = []
  for (let i = 0; starts.length < 10; i += rolls[i] === 10 ? 1 : 2) starts.push(i)
  const sum = (from: number, count: number) =>
    rolls.slice(from, from + count).reduce((x, y) => x + y, 0)
  return starts
    .map((i) => sum(i, rolls[i] === 10 || sum(i, 2) === 10 ? 3 : 2))
    .reduce((x, y) => x + y, 0)
}

check(
  'bowlingScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])',
  () =>
    equal(solution.bowlingScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 0),
  1,
)
check(
  'bowlingScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7,...)',
  () =>
    equal(
      solution.bowlingScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 3, 7]),
      17,
    ),
  1,
)
check(
  'bowlingScore([10, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])',
  () =>
    equal(solution.bowlingScore([10, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 24),
  1,
)
check(
  'bowlingScore([0, 10, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0...)',
  () =>
    equal(solution.bowlingScore([0, 10, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 20),
  1,
)
check(
  'agrees on random games',
  (random) => {
    const rolls: number[] = []
    for (let frame = 1; frame <= 10; frame++) {
      const a = random.pick([10, random.int(0, 9)])
      const b = a === 10 ? 0 : random.pick([10 - a, random.int(0, 10 - a)])
      rolls.push(...(a === 10 ? [a] : [a, b]))
      if (frame < 10) continue
      if (a === 10)
        rolls.push(
          ...random.pick([
            [10, 10],
            [10, 4],
            [3, 7],
            [2, 5],
          ]),
        )
      else if (a + b === 10) rolls.push(random.int(0, 10))
    }
    equal(solution.bowlingScore(rolls), expected(rolls))
  },
  15,
)
