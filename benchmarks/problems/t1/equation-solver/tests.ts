example(() => solution.solve('2x + 3 = 11'), 4)
example(() => solution.solve('x = 4 - x'), 2)
example(() => solution.solve('3 = 5'), null)
example(() => solution.solve('x + 1 = x + 1'), null)

check("solve('0x = 0')", () => equal(solution.solve('0x = 0'), null), 1)
check("solve('5 - 2x = 1')", () => equal(solution.solve('5 - 2x = 1'), 2), 1)
check("solve('1 = 2x')", () => equal(solution.solve('1 = 2x'), 0.5), 1)
check("solve('3x - 2x + 4 = 10 - 6')", () => equal(solution.solve('3x - 2x + 4 = 10 - 6'), 0), 1)
check("solve('12 - x + 3 = 2x')", () => equal(solution.solve('12 - x + 3 = 2x'), 5), 1)
check("solve('0 = x')", () => equal(solution.solve('0 = x'), 0), 1)
check("solve('4x - 7 = 2x - 9')", () => equal(solution.solve('4x - 7 = 2x - 9'), -1), 1)
check("solve('x = 0 - 3')", () => equal(solution.solve('x = 0 - 3'), -3), 1)
check("solve('1 - 1 = 5 - x')", () => equal(solution.solve('1 - 1 = 5 - x'), 5), 1)
check("solve('3 - x = 2')", () => equal(solution.solve('3 - x = 2'), 1), 1)
check("solve('6 - 2 = x + 1')", () => equal(solution.solve('6 - 2 = x + 1'), 3), 1)
check(
  'the result solves the equation',
  (random) => {
    const side = () => {
      const terms = random.list(1, 3, () => ({
        n: random.int(0, 9),
        isX: random.bool(),
        isMinus: random.bool(0.4),
      }))
      const text = terms
        .map(
          ({ n, isX, isMinus }, i) =>
            `${i === 0 ? '' : isMinus ? ' - ' : ' + '}${isX ? (n === 1 ? 'x' : `${n}x`) : n}`,
        )
        .join('')
      const value = (x: number) =>
        terms.reduce(
          (sum, { n, isX, isMinus }, i) => sum + (isMinus && i > 0 ? -1 : 1) * n * (isX ? x : 1),
          0,
        )
      return { text, value }
    }
    const [a, b] = [side(), side()]
    const difference = (x: number) => a.value(x) - b.value(x)
    const x = solution.solve(`${a.text} = ${b.text}`)
    if (difference(0) === difference(1)) equal(x, null)
    else {
      ok(x !== null, 'there is a solution')
      close(a.value(x ?? 0), b.value(x ?? 0))
    }
  },
  25,
)
