example(() => solution.fizzbuzz(5), ['1', '2', 'Fizz', '4', 'Buzz'])
example(
  () => solution.fizzbuzz(15),
  [
    '1',
    '2',
    'Fizz',
    '4',
    'Buzz',
    'Fizz',
    '7',
    '8',
    'Fizz',
    'Buzz',
    '11',
    'Fizz',
    '13',
    '14',
    'FizzBuzz',
  ],
)
example(() => solution.fizzbuzz(0), [])

/** The rule once more, written for clarity. */
function expected(n: number): string[] {
  const words: string[] = []
  let three = 0
  let five = 0
  for (let i = 1; i <= n; i++) {
    three = (three + 1) % 3
    five = (five + 1) % 5
    words.push(
      three > 0 && five > 0 ? `${i}` : `${three > 0 ? '' : 'Fizz'}${five > 0 ? '' : 'Buzz'}`,
    )
  }
  return words
}

check('fizzbuzz(1)', () => equal(solution.fizzbuzz(1), ['1']), 1)
check('fizzbuzz(3)', () => equal(solution.fizzbuzz(3), ['1', '2', 'Fizz']), 1)
check(
  'fizzbuzz(31)',
  () =>
    equal(solution.fizzbuzz(31), [
      '1',
      '2',
      'Fizz',
      '4',
      'Buzz',
      'Fizz',
      '7',
      '8',
      'Fizz',
      'Buzz',
      '11',
      'Fizz',
      '13',
      '14',
      'FizzBuzz',
      '16',
      '17',
      'Fizz',
      '19',
      'Buzz',
      'Fizz',
      '22',
      '23',
      'Fizz',
      'Buzz',
      '26',
      'Fizz',
      '28',
      '29',
      'FizzBuzz',
      '31',
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const n = random.int(0, 40)
    equal(solution.fizzbuzz(n), expected(n))
  },
  4,
)
