example(
  () => solution.findWord(['cat', 'xyz'], 'cat'),
  [
    [0, 0],
    [0, 1],
    [0, 2],
  ],
)
example(
  () => solution.findWord(['ab', 'dc'], 'abcd'),
  [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ],
)
example(() => solution.findWord(['ab', 'dc'], 'aba'), null)

const isNext = ([a, b]: [number, number], [c, d]: [number, number]) =>
  Math.abs(a - c) + Math.abs(b - d) === 1
/** All chains at once, letter by letter. */
const isThere = (grid: string[], word: string) => {
  const cells = grid.flatMap((line, r) => [...line].map((_, c): [number, number] => [r, c]))
  let chains: [number, number][][] = [[]]
  for (const letter of word)
    chains = chains.flatMap((chain) =>
      cells
        .filter((cell) => grid[cell[0]]![cell[1]] === letter && !chain.includes(cell))
        .filter((cell) => chain.length === 0 || isNext(chain.at(-1)!, cell))
        .map((cell) => [...chain, cell]),
    )
  return chains.length > 0
}
const verify = (grid: string[], word: string) => {
  const chain = solution.findWord(grid, word)
  const text = `${grid.join('/')} ${word}: ${JSON.stringify(chain)}`
  equal(chain !== null, isThere(grid, word), text)
  if (!chain) return
  equal(chain.map(([r, c]) => grid[r]?.[c]).join(''), word, text)
  equal(new Set(chain.map(String)).size, chain.length, text)
  ok(
    chain.every((cell, i) => i === 0 || isNext(chain[i - 1]!, cell)),
    text,
  )
}

check(
  'one letter',
  () => {
    verify(['ab', 'cd'], 'd')
    verify(['ab', 'cd'], 'e')
  },
  1,
)
check(
  'backwards and upwards',
  () => {
    verify(['cba'], 'abc')
    verify(['t', 'a', 'c'], 'cat')
  },
  1,
)
check('not across a corner', () => verify(['ax', 'xb'], 'ab'), 1)
check(
  'not around the edge',
  () => {
    verify(['bxa', 'yyy'], 'ab')
    verify(['xxa', 'bxx'], 'ab')
    verify(['ay', 'xx', 'by'], 'ab')
  },
  1,
)
check(
  'the first way is no good',
  () => {
    verify(['bab', 'xxc'], 'abc')
    verify(['cba', 'xab'], 'abc')
    verify(['axx', 'bac', 'xbd'], 'abac')
  },
  1,
)
check('every cell of the grid', () => verify(['abc', 'fed', 'ghi'], 'abcdefghi'), 1)
check(
  'agrees with all chains',
  (random) => {
    const [height, width] = [random.int(1, 3), random.int(2, 4)]
    const grid = Array.from({ length: height }, () => random.text(width, width, 'aab'))
    verify(grid, random.text(1, 6, 'aab'))
  },
  30,
)
