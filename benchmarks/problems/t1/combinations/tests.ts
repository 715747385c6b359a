example(
  () => solution.combinations(['a', 'b', 'c'], 2),
  [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ],
)
example(() => solution.combinations(['x', 'y'], 3), [])
example(() => solution.combinations(['x', 'y'], 0), [[]])

/** The rule once more, written for clarity. */
function expected(items: string[], size: number): string[][] {
  const masks = Array.from({ length: 2 ** items.length }, (_, i) =>
    (2 ** items.length - 1 - i).toString(2).padStart(items.length, '0'),
  )
  const wanted = masks.filter((mask) => mask.split('1').length - 1 === size)
  return items.length === 0
    ? size === 0
      ? [[]]
      : []
    : wanted.map((mask) => items.filter((_, i) => mask[i] === '1'))
}

check('combinations([], 0)', () => equal(solution.combinations([], 0), [[]]), 1)
check('combinations([], 1)', () => equal(solution.combinations([], 1), []), 1)
check(
  "combinations(['a', 'b', 'c', 'd'], 4)",
  () => equal(solution.combinations(['a', 'b', 'c', 'd'], 4), [['a', 'b', 'c', 'd']]),
  1,
)
check(
  "combinations(['d', 'c', 'b', 'a'], 3)",
  () =>
    equal(solution.combinations(['d', 'c', 'b', 'a'], 3), [
      ['d', 'c', 'b'],
      ['d', 'c', 'a'],
      ['d', 'b', 'a'],
      ['c', 'b', 'a'],
    ]),
  1,
)
check(
  "combinations(['p', 'q', 'r'], 1)",
  () => equal(solution.combinations(['p', 'q', 'r'], 1), [['p'], ['q'], ['r']]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const items = random.shuffle(['p', 'q', 'r', 's', 't']).slice(0, random.int(0, 5))
    const size = random.int(0, 4)
    equal(solution.combinations(items, size), expected(items, size))
  },
  6,
)
