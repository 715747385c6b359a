example(() => solution.countValues('2-1-1'), 2)
example(() => solution.countValues('1+2+3'), 1)
example(() => solution.countValues('2*3-4*5'), 4)

const slow = (numbers: number[], operators: string[]): Set<number> =>
  new Set(
    operators.length === 0
      ? numbers
      : operators.flatMap((operator, i) => {
          const [a, b] = [numbers[i] ?? 0, numbers[i + 1] ?? 0]
          const value = operator === '+' ? a + b : operator === '-' ? a - b : a * b
          return [...slow(numbers.toSpliced(i, 2, value), operators.toSpliced(i, 1))]
        }),
  )

check(
  'one number',
  () => {
    equal(solution.countValues('7'), 1)
    equal(solution.countValues('120'), 1)
  },
  1,
)
check('one operation', () => equal(solution.countValues('0*5'), 1), 1)
check('numbers of several digits', () => equal(solution.countValues('10-20-30'), 2), 1)
check(
  'different ways, same value',
  () => {
    equal(solution.countValues('2+2*1'), 1)
    equal(solution.countValues('5-0-0-0'), 1)
  },
  1,
)
check('zero and minus zero are the same', () => equal(solution.countValues('0*2-5'), 2), 1)
check(
  'agrees with doing the operations in every order',
  (random) => {
    const operators = random.list(0, 4, () => random.pick(['+', '-', '*']))
    const numbers = [...operators, ''].map(() => random.int(0, 12))
    const text = numbers.map((n, i) => `${n}${operators[i] ?? ''}`).join('')
    equal(solution.countValues(text), slow(numbers, operators).size, text)
  },
  30,
)
