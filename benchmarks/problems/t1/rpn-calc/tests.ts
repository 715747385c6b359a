example(() => solution.evaluateRpn('3 4 + 2 *'), 14)
example(() => solution.evaluateRpn('7 2 /'), 3)
example(() => solution.evaluateRpn('1 +'), null)
example(() => solution.evaluateRpn('5 0 /'), null)

check("evaluateRpn('')", () => equal(solution.evaluateRpn(''), null), 1)
check("evaluateRpn('42')", () => equal(solution.evaluateRpn('42'), 42), 1)
check("evaluateRpn('-7 2 /')", () => equal(solution.evaluateRpn('-7 2 /'), -3), 1)
check("evaluateRpn('1 2')", () => equal(solution.evaluateRpn('1 2'), null), 1)
check("evaluateRpn('2 3 x')", () => equal(solution.evaluateRpn('2 3 x'), null), 1)
check("evaluateRpn('10 3 -')", () => equal(solution.evaluateRpn('10 3 -'), 7), 1)
check("evaluateRpn('0 -5 *')", () => equal(solution.evaluateRpn('0 -5 *'), 0), 1)
check("evaluateRpn('8 2 / 3 -4 * +')", () => equal(solution.evaluateRpn('8 2 / 3 -4 * +'), -8), 1)
check("evaluateRpn('+ 1 2')", () => equal(solution.evaluateRpn('+ 1 2'), null), 1)
check("evaluateRpn('-0')", () => equal(solution.evaluateRpn('-0'), 0), 1)
check("evaluateRpn('3 3 - 1')", () => equal(solution.evaluateRpn('3 3 - 1'), null), 1)
check("evaluateRpn('1 1 1 +')", () => equal(solution.evaluateRpn('1 1 1 +'), null), 1)
check("evaluateRpn('5 0 *')", () => equal(solution.evaluateRpn('5 0 *'), 0), 1)
check(
  'agrees with a random tree',
  (random) => {
    const tree = (depth: number): { text: string; value: number } => {
      if (depth === 0 || random.bool(0.3)) {
        const n = random.int(-9, 9)
        return { text: String(n), value: n }
      }
      const [a, b] = [tree(depth - 1), tree(depth - 1)]
      const operator = random.pick(['+', '-', '*', '/'])
      const value =
        operator === '+'
          ? a.value + b.value
          : operator === '-'
            ? a.value - b.value
            : operator === '*'
              ? a.value * b.value
              : b.value === 0
                ? Number.NaN
                : Math.trunc(a.value / b.value)
      return { text: `${a.text} ${b.text} ${operator}`, value: value + 0 }
    }
    const { text, value } = tree(3)
    equal(solution.evaluateRpn(text), Number.isNaN(value) ? null : value)
  },
  20,
)
