example(
  () => solution.parseCsv('a,b\nc,d\n'),
  [
    ['a', 'b'],
    ['c', 'd'],
  ],
)
example(() => solution.parseCsv('"x, y","say ""hi"""'), [['x, y', 'say "hi"']])
example(() => solution.parseCsv('1,,3'), [['1', '', '3']])

check("parseCsv('')", () => equal(solution.parseCsv(''), []), 1)
check("parseCsv('\\n')", () => equal(solution.parseCsv('\n'), [['']]), 1)
check("parseCsv('a')", () => equal(solution.parseCsv('a'), [['a']]), 1)
check("parseCsv(',')", () => equal(solution.parseCsv(','), [['', '']]), 1)
check('parseCsv(\'""\')', () => equal(solution.parseCsv('""'), [['']]), 1)
check('parseCsv(\'"a\\nb",c\')', () => equal(solution.parseCsv('"a\nb",c'), [['a\nb', 'c']]), 1)
check("parseCsv(' a , b ')", () => equal(solution.parseCsv(' a , b '), [[' a ', ' b ']]), 1)
check("parseCsv('a\\n\\nb')", () => equal(solution.parseCsv('a\n\nb'), [['a'], [''], ['b']]), 1)
check("parseCsv('a,\\n')", () => equal(solution.parseCsv('a,\n'), [['a', '']]), 1)
check(
  'parseCsv(\'"","",""\\n""""\')',
  () => equal(solution.parseCsv('"","",""\n""""'), [['', '', ''], ['"']]),
  1,
)
check("parseCsv('x\"y,z')", () => equal(solution.parseCsv('x"y,z'), [['x"y', 'z']]), 1)
check(
  'parseCsv(\'"a,b"\\n"c"\')',
  () => equal(solution.parseCsv('"a,b"\n"c"'), [['a,b'], ['c']]),
  1,
)
check(
  'undoes writing',
  (random) => {
    const records = random.list(1, 3, () => random.list(1, 3, () => random.text(0, 4, 'ab ,"\n')))
    const field = (value: string) =>
      /[",\n]/.test(value) || random.bool(0.2) ? `"${value.replaceAll('"', '""')}"` : value
    const text = records.map((record) => record.map(field).join(',')).join('\n')
    equal(solution.parseCsv(`${text}\n`), records)
  },
  15,
)
