example(() => solution.placesOf([5, 1, 5], 5), [0, 2])
example(() => solution.placesOf([1, 2], 3), [])
example(() => solution.placesOf([0], 0), [0])

/** The rule once more, written for clarity. */
function expected(list: number[], value: number): number[] {
  return [...list.keys()].filter((i) => list[i] === value)
}

check('placesOf([], 1)', () => equal(solution.placesOf([], 1), []), 1)
check('placesOf([2, 2, 2], 2)', () => equal(solution.placesOf([2, 2, 2], 2), [0, 1, 2]), 1)
check('placesOf([1, 0, 1], 0)', () => equal(solution.placesOf([1, 0, 1], 0), [1]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(0, 3))
    const value = random.int(0, 3)
    equal(solution.placesOf(list, value), expected(list, value))
  },
  10,
)
