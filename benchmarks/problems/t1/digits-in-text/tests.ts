example(() => solution.digitSum('a1b2c3'), 6)
example(() => solution.digitSum('a12'), 3)
example(() => solution.digitSum('none'), 0)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  let sum = 0
  for (let digit = 1; digit <= 9; digit++) sum += digit * (text.split(String(digit)).length - 1)
  return sum
}

check("digitSum('')", () => equal(solution.digitSum(''), 0), 1)
check("digitSum('909')", () => equal(solution.digitSum('909'), 18), 1)
check("digitSum('-5 + 0.5')", () => equal(solution.digitSum('-5 + 0.5'), 10), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 10, '0123456789ab -.')
    equal(solution.digitSum(text), expected(text))
  },
  10,
)
