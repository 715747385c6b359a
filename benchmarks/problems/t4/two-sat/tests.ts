example(
  () =>
    solution.satisfy(2, [
      [1, 1],
      [-1, 2],
    ]),
  [true, true],
)
example(
  () =>
    solution.satisfy(1, [
      [1, 1],
      [-1, -1],
    ]),
  null,
)
example(
  () =>
    solution.satisfy(2, [
      [-1, -2],
      [2, 2],
    ]),
  [false, true],
)

const holds = (values: boolean[], clauses: [number, number][]) =>
  clauses.every((clause) => clause.some((n) => (values[Math.abs(n) - 1] ? n > 0 : n < 0)))
const isPossible = (size: number, clauses: [number, number][]) => {
  for (let bits = 0; bits < 2 ** size; bits++)
    if (
      holds(
        Array.from({ length: size }, (_, i) => (bits & (1 << i)) !== 0),
        clauses,
      )
    )
      return true
  return false
}
const verify = (size: number, clauses: [number, number][], possible: boolean) => {
  const answer = solution.satisfy(size, clauses)
  equal(answer !== null, possible, JSON.stringify(clauses))
  if (!answer) return
  equal(answer.length, size)
  ok(holds(answer, clauses), `${JSON.stringify(clauses)}: ${answer}`)
}

check(
  'no clauses',
  () => {
    equal(solution.satisfy(0, []), [])
    verify(3, [], true)
  },
  1,
)
check(
  'all four of two variables',
  () =>
    verify(
      2,
      [
        [1, 2],
        [1, -2],
        [-1, 2],
        [-1, -2],
      ],
      false,
    ),
  1,
)
check('a clause that always holds', () => verify(1, [[1, -1]], true), 1)
check(
  'a chain to a contradiction',
  () =>
    verify(
      4,
      [
        [1, 1],
        [-1, 2],
        [-2, 3],
        [-3, 4],
        [-4, -1],
      ],
      false,
    ),
  1,
)
check(
  'the last variable decides',
  () =>
    verify(
      3,
      [
        [3, 1],
        [3, -1],
        [-3, 2],
        [-3, -2],
      ],
      false,
    ),
  1,
)
check(
  'agrees with trying everything',
  (random) => {
    const size = random.int(1, 4)
    const literal = () => random.int(1, size) * random.pick([1, -1])
    const clauses = random.list(0, 9, (): [number, number] => [literal(), literal()])
    verify(size, clauses, isPossible(size, clauses))
  },
  50,
)
check(
  'many variables with a hidden answer',
  (random) => {
    const hidden = Array.from({ length: 12 }, () => random.bool())
    const literal = () => random.int(1, 12) * random.pick([1, -1])
    const clauses = random
      .list(30, 40, (): [number, number] => [literal(), literal()])
      .filter((clause) => holds(hidden, [clause]))
    verify(12, clauses, true)
  },
  5,
)
