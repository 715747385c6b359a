example(() => solution.addNumbers('1,2\n3'), 6)
example(() => solution.addNumbers('//;\n1;2,4'), 7)
example(() => solution.addNumbers(''), 0)
example(() => solution.addNumbers('2,1001'), 2)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  const numbers = text.startsWith('//') ? text.substring(3) : text
  return (numbers.match(/\d+/g) ?? [])
    .map(Number)
    .filter((n) => n < 1001)
    .reduce((a, b) => a + b, 0)
}

check("addNumbers('7')", () => equal(solution.addNumbers('7'), 7), 1)
check("addNumbers('1000,1000')", () => equal(solution.addNumbers('1000,1000'), 2000), 1)
check("addNumbers('//.\\n4.5\\n6')", () => equal(solution.addNumbers('//.\n4.5\n6'), 15), 1)
check("addNumbers('//*\\n10*20')", () => equal(solution.addNumbers('//*\n10*20'), 30), 1)
check("addNumbers('//|\\n')", () => equal(solution.addNumbers('//|\n'), 0), 1)
check("addNumbers('//;\\n1;2;3')", () => equal(solution.addNumbers('//;\n1;2;3'), 6), 1)
check("addNumbers('//-\\n5-5-5-5')", () => equal(solution.addNumbers('//-\n5-5-5-5'), 20), 1)
check("addNumbers('12\\n34')", () => equal(solution.addNumbers('12\n34'), 46), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = ((sep: string) =>
      (sep === ',' ? '' : `//${sep}\n`) +
      random
        .list(0, 5, () => random.pick([random.int(0, 20), 1000, 1001, random.int(900, 1100)]))
        .map(String)
        .reduce((a, b) => (a === '' ? b : a + random.pick([',', '\n', sep]) + b), ''))(
      random.pick([',', ';', '.', '+']),
    )
    equal(solution.addNumbers(text), expected(text))
  },
  10,
)
