example(() => solution.run('5 3 sub'), [2])
example(() => solution.run('1 2 swap'), [2, 1])
example(() => solution.run('4 dup add 1'), [8, 1])
exampleThrows(() => solution.run('1 add'))

check('negative numbers', () => equal(solution.run('-3 -10 sub'), [7]), 1)
check('too few for dup', () => throws(() => solution.run('dup')), 1)
check('too few for sub', () => throws(() => solution.run('0 sub')), 1)
check('too few for swap', () => throws(() => solution.run('1 swap')), 1)
check('zero is a number like others', () => equal(solution.run('0 dup 0 swap'), [0, 0, 0]), 1)
check('lower numbers stay', () => equal(solution.run('9 8 7 1 sub swap'), [9, 6, 8]), 1)
check('sub is left minus right', (random) => {
  const [a, b] = [random.int(-50, 50), random.int(-50, 50)]
  equal(solution.run(`${a} ${b} sub`), [a - b])
  equal(solution.run(`${a} ${b} swap sub`), [b - a])
})
check('a longer sum', (random) => {
  const list = random.list(1, 8, () => random.int(-20, 20))
  const words = [...list.map(String), ...list.slice(1).map(() => 'add')]
  equal(solution.run(words.join(' ')), [list.reduce((a, b) => a + b)])
})
