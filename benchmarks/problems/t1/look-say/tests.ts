example(() => solution.lookAndSay(1), '1')
example(() => solution.lookAndSay(4), '1211')
example(() => solution.lookAndSay(6), '312211')

/** The rule once more, written for clarity. */
function expected(n: number): string {
  let term = [1]
  for (let i = n; i > 1; i--) {
    const next: number[] = []
    while (term.length > 0) {
      const digit = term[0]!
      const end = term.findIndex((other) => other !== digit)
      const length = end < 0 ? term.length : end
      next.push(length, digit)
      term = term.slice(length)
    }
    term = next
  }
  return term.join('')
}

check('lookAndSay(2)', () => equal(solution.lookAndSay(2), '11'), 1)
check('lookAndSay(3)', () => equal(solution.lookAndSay(3), '21'), 1)
check('lookAndSay(5)', () => equal(solution.lookAndSay(5), '111221'), 1)
check('lookAndSay(7)', () => equal(solution.lookAndSay(7), '13112221'), 1)
check('lookAndSay(10)', () => equal(solution.lookAndSay(10), '13211311123113112211'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(1, 12)
    equal(solution.lookAndSay(n), expected(n))
  },
  4,
)
