example(() => solution.cronField('*/15', 0, 59), [0, 15, 30, 45])
example(() => solution.cronField('1-5', 0, 7), [1, 2, 3, 4, 5])
example(() => solution.cronField('10,2,2-4', 0, 59), [2, 3, 4, 10])
example(() => solution.cronField('5-9/2', 1, 12), [5, 7, 9])

/** The rule once more, written for clarity. */
function expected(field: string, min: number, max: number): number[] {
  const expand = (part: string): number[] => {
    if (part.includes('/')) {
      const [span = '', step = ''] = part.split('/')
      return expand(span).filter((_, i) => i % Number(step) === 0)
    }
    if (part === '*') return Array.from({ length: max + 1 }, (_, i) => i).slice(min)
    const [a = 0, b = a] = part.split('-').map(Number)
    return Array.from({ length: Math.max(0, b - a + 1) }, (_, i) => a + i)
  }
  const all = field.split(',').flatMap(expand)
  return Array.from({ length: max - min + 1 }, (_, i) => min + i).filter((n) => all.includes(n))
}

check("cronField('*', 1, 4)", () => equal(solution.cronField('*', 1, 4), [1, 2, 3, 4]), 1)
check("cronField('7', 0, 6)", () => equal(solution.cronField('7', 0, 6), []), 1)
check("cronField('8-3', 0, 59)", () => equal(solution.cronField('8-3', 0, 59), []), 1)
check("cronField('0,3-5', 1, 4)", () => equal(solution.cronField('0,3-5', 1, 4), [3, 4]), 1)
check("cronField('*/5', 1, 12)", () => equal(solution.cronField('*/5', 1, 12), [1, 6, 11]), 1)
check(
  "cronField('1-3,2-6/2', 0, 9)",
  () => equal(solution.cronField('1-3,2-6/2', 0, 9), [1, 2, 3, 4, 6]),
  1,
)
check("cronField('9,10', 0, 23)", () => equal(solution.cronField('9,10', 0, 23), [9, 10]), 1)
check("cronField('0', 0, 5)", () => equal(solution.cronField('0', 0, 5), [0]), 1)
check("cronField('3-12/4', 4, 12)", () => equal(solution.cronField('3-12/4', 4, 12), [7, 11]), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const field = random
      .list(1, 3, () =>
        ((a: number) =>
          random.pick([
            '*',
            '*/3',
            '*/4',
            String(a),
            `${a}-${a + random.int(-1, 6)}`,
            `${a}-${a + 7}/${random.int(1, 4)}`,
          ]))(random.int(1, 12)),
      )
      .join(',')
    const min = random.int(0, 2)
    const max = random.int(10, 14)
    equal(solution.cronField(field, min, max), expected(field, min, max))
  },
  15,
)
