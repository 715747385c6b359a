example(() => solution.sumOfEvens([1, 2, 3, 4]), 6)
example(() => solution.sumOfEvens([5, 7]), 0)
example(() => solution.sumOfEvens([-2, 8]), 6)

/** The rule once more, written for clarity. */
function expected(list: number[]): number {
  let sum = 0
  for (const n of list) if (n / 2 === Math.floor(n / 2)) sum += n
  return sum
}

check('sumOfEvens([])', () => equal(solution.sumOfEvens([]), 0), 1)
check('sumOfEvens([0])', () => equal(solution.sumOfEvens([0]), 0), 1)
check('sumOfEvens([10, -10, 3])', () => equal(solution.sumOfEvens([10, -10, 3]), 0), 1)
check('sumOfEvens([-4, -3])', () => equal(solution.sumOfEvens([-4, -3]), -4), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const list = random.list(0, 8, () => random.int(-20, 20))
    equal(solution.sumOfEvens(list), expected(list))
  },
  12,
)
