example(() => solution.addFractions('1/2', '1/3'), '5/6')
example(() => solution.addFractions('1/2', '1/2'), '1')
example(() => solution.addFractions('3', '-5/4'), '7/4')

/** The rule once more, written for clarity. */
function expected(a: string, b: string): string {
  const value = (text: string) => {
    const [n = '', d = '1'] = text.split('/')
    return { n: BigInt(n), d: BigInt(d) }
  }
  const [x, y] = [value(a), value(b)]
  const top = x.n * y.d + y.n * x.d
  for (let d = 1n; ; d++)
    if ((top * d) % (x.d * y.d) === 0n) return `${(top * d) / (x.d * y.d)}${d > 1n ? `/${d}` : ''}`
}

check("addFractions('0', '0')", () => equal(solution.addFractions('0', '0'), '0'), 1)
check("addFractions('1/6', '1/3')", () => equal(solution.addFractions('1/6', '1/3'), '1/2'), 1)
check("addFractions('-1/2', '1/2')", () => equal(solution.addFractions('-1/2', '1/2'), '0'), 1)
check("addFractions('-3/4', '-3/4')", () => equal(solution.addFractions('-3/4', '-3/4'), '-3/2'), 1)
check("addFractions('7', '8')", () => equal(solution.addFractions('7', '8'), '15'), 1)
check("addFractions('2/4', '0')", () => equal(solution.addFractions('2/4', '0'), '1/2'), 1)
check("addFractions('-7/3', '1/3')", () => equal(solution.addFractions('-7/3', '1/3'), '-2'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const a = random.pick([String(random.int(-9, 9)), `${random.int(-9, 9)}/${random.int(1, 9)}`])
    const b = random.pick([String(random.int(-9, 9)), `${random.int(-9, 9)}/${random.int(1, 9)}`])
    equal(solution.addFractions(a, b), expected(a, b))
  },
  14,
)
