example(() => solution.evaluate('1 + 2 * 3'), 7)
example(() => solution.evaluate('(1 + 2) * 3'), 9)
example(() => solution.evaluate('10 - 4 - 3'), 3)
example(() => solution.evaluate('2 +'), null)

check("evaluate('')", () => equal(solution.evaluate(''), null), 1)
check("evaluate('7')", () => equal(solution.evaluate('7'), 7), 1)
check("evaluate('((8))')", () => equal(solution.evaluate('((8))'), 8), 1)
check("evaluate('()')", () => equal(solution.evaluate('()'), null), 1)
check("evaluate('(1')", () => equal(solution.evaluate('(1'), null), 1)
check("evaluate('1)')", () => equal(solution.evaluate('1)'), null), 1)
check("evaluate('1 2')", () => equal(solution.evaluate('1 2'), null), 1)
check("evaluate('-3')", () => equal(solution.evaluate('-3'), null), 1)
check("evaluate('2*-3')", () => equal(solution.evaluate('2*-3'), null), 1)
check("evaluate('3 x 4')", () => equal(solution.evaluate('3 x 4'), null), 1)
check("evaluate('12*(3-5)')", () => equal(solution.evaluate('12*(3-5)'), -24), 1)
check("evaluate('0*(1-2)')", () => equal(solution.evaluate('0*(1-2)'), 0), 1)
check("evaluate('2*3+4*5')", () => equal(solution.evaluate('2*3+4*5'), 26), 1)
check("evaluate('1-(2-3)*4')", () => equal(solution.evaluate('1-(2-3)*4'), 5), 1)
check("evaluate('+1')", () => equal(solution.evaluate('+1'), null), 1)
check("evaluate('2*(3')", () => equal(solution.evaluate('2*(3'), null), 1)
check("evaluate('5-2*(4-(1+1))+6')", () => equal(solution.evaluate('5-2*(4-(1+1))+6'), 7), 1)
check("evaluate('2(3)')", () => equal(solution.evaluate('2(3)'), null), 1)
check("evaluate('4+*5')", () => equal(solution.evaluate('4+*5'), null), 1)
check("evaluate('(1 2')", () => equal(solution.evaluate('(1 2'), null), 1)
check("evaluate('(2(')", () => equal(solution.evaluate('(2('), null), 1)
check(
  'agrees with a random tree',
  (random) => {
    const space = () => random.pick(['', '', ' '])
    const tree = (depth: number): { text: string; value: number; rank: number } => {
      if (depth === 0 || random.bool(0.25)) {
        const n = random.int(0, 12)
        return { text: String(n), value: n, rank: 3 }
      }
      const [a, b] = [tree(depth - 1), tree(depth - 1)]
      const operator = random.pick(['+', '-', '*'])
      const rank = operator === '*' ? 2 : 1
      const side = (part: { text: string; rank: number }, least: number) =>
        part.rank < least || random.bool(0.1) ? `(${part.text})` : part.text
      const value =
        operator === '+'
          ? a.value + b.value
          : operator === '-'
            ? a.value - b.value
            : a.value * b.value
      return {
        text: `${side(a, rank)}${space()}${operator}${space()}${side(b, rank + 1)}`,
        value,
        rank,
      }
    }
    const { text, value } = tree(3)
    equal(solution.evaluate(text), value + 0)
  },
  20,
)
