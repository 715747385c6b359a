example(() => solution.parseLine('a,b,c'), ['a', 'b', 'c'])
example(() => solution.parseLine('"Doe, Jane",42'), ['Doe, Jane', '42'])
example(() => solution.parseLine('"say ""hi""",x'), ['say "hi"', 'x'])
example(() => solution.parseLine(''), [''])
example(() => solution.parseLine('"a "", b",c'), ['a ", b', 'c'])

check('empty fields', () => equal(solution.parseLine(',a,'), ['', 'a', '']), 1)
check('an empty quoted field', () => equal(solution.parseLine('"",""'), ['', '']), 1)
check('nothing but quotes', () => equal(solution.parseLine('"""",""""""'), ['"', '""']), 1)
check('spaces stay', () => equal(solution.parseLine(' a , b'), [' a ', ' b']), 1)
check('a quote next to a comma', () => equal(solution.parseLine('"a"",b",c'), ['a",b', 'c']), 1)
check(
  'reads what was written',
  (random) => {
    const fields = random.list(1, 5, () => random.text(0, 6, 'ab, "'))
    const line = fields
      .map((field) =>
        /[",]/.test(field) || random.bool(0.3) ? `"${field.replaceAll('"', '""')}"` : field,
      )
      .join(',')
    equal(solution.parseLine(line), fields)
  },
  20,
)
