example(() => solution.solve(2, [[1, 2], [-1], [2, -2]]), [false, true])
example(() => solution.solve(1, [[1], [-1]]), null)
example(
  () =>
    solution.solve(3, [
      [1, 2],
      [-2, 3],
    ]),
  [false, true, true],
)
example(() => solution.solve(1, [[]]), null)

/** The first of all assignments that fits; variable 1 is the highest bit. */
function firstOfAll(count: number, clauses: number[][]): boolean[] | null {
  for (let bits = 0; bits < 1 << count; bits++) {
    const values = Array.from({ length: count }, (_, i) => ((bits >> (count - 1 - i)) & 1) === 1)
    const holds = (literal: number) => values[Math.abs(literal) - 1] === literal > 0
    if (clauses.every((clause) => clause.some(holds))) return values
  }
  return null
}

const literal = (random: Random, count: number) => random.int(1, count) * random.pick([1, -1])

check('no clauses', () => equal(solution.solve(3, []), [false, false, false]), 1)
check('no variables', () => equal([solution.solve(0, []), solution.solve(0, [[]])], [[], null]), 1)
check(
  'a chain',
  () =>
    equal(solution.solve(5, [[1], [-1, 2], [-2, 3], [-3, 4], [-4, 5]]), [
      true,
      true,
      true,
      true,
      true,
    ]),
  1,
)
check(
  'all combinations forbidden',
  () =>
    equal(
      solution.solve(2, [
        [1, 2],
        [1, -2],
        [-1, 2],
        [-1, -2],
      ]),
      null,
    ),
  1,
)
check(
  'has to go back',
  () =>
    equal(
      solution.solve(3, [
        [1, 2],
        [1, -2, 3],
        [1, -2, -3],
      ]),
      [true, false, false],
    ),
  1,
)
check(
  'agrees with trying everything',
  (random) => {
    const count = random.int(1, 4)
    const clauses = random.list(0, 12, () => random.list(1, 3, () => literal(random, count)))
    equal(solution.solve(count, clauses), firstOfAll(count, clauses))
  },
  30,
)
check(
  'more variables, with an assignment that holds',
  (random) => {
    const count = random.int(10, 16)
    const hidden = Array.from({ length: count }, () => random.bool())
    const clauses = random.list(15, 40, () => {
      const sure = random.int(1, count)
      const others = random.list(1, 2, () => literal(random, count))
      return random.shuffle([...others, hidden[sure - 1] ? sure : -sure])
    })
    const values = solution.solve(count, clauses) ?? []
    equal(values.length, count)
    ok(clauses.every((clause) => clause.some((one) => values[Math.abs(one) - 1] === one > 0)))
    // Where it first differs from the hidden one it comes earlier: false, not true.
    const difference = values.findIndex((value, i) => value !== hidden[i])
    ok(difference < 0 || hidden[difference])
  },
  5,
)
