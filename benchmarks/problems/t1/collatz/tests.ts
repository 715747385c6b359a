example(() => solution.collatz(6), 8)
example(() => solution.collatz(1), 0)
example(() => solution.collatz(8), 3)

/** The rule once more, written for clarity. */
function expected(n: number): number {
  const chain = [n]
  while (chain.at(-1) !== 1) {
    const last = chain.at(-1)!
    chain.push(last % 2 === 1 ? last + last + last + 1 : Math.floor(last / 2))
  }
  return chain.length - 1
}

check('collatz(2)', () => equal(solution.collatz(2), 1), 1)
check('collatz(3)', () => equal(solution.collatz(3), 7), 1)
check('collatz(27)', () => equal(solution.collatz(27), 111), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 60)
    equal(solution.collatz(n), expected(n))
  },
  8,
)
