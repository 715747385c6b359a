example(() => solution.placeQueens(4, 1), [1, 3, 0, 2])
example(() => solution.placeQueens(3, 0), null)
example(() => solution.placeQueens(1, 0), [0])

const verify = (size: number, first: number) => {
  const columns = solution.placeQueens(size, first) ?? []
  const rows = Array.from({ length: size }, (_, row) => row)
  const text = `${size}, ${first}: ${columns}`
  equal(columns.length, size, text)
  equal(columns[0], first, text)
  equal([...columns].sort(), rows, text)
  equal(new Set(columns.map((column, row) => row + column)).size, size, text)
  equal(new Set(columns.map((column, row) => row - column)).size, size, text)
}

check(
  'boards without a solution',
  () => {
    for (const size of [2, 3])
      for (let first = 0; first < size; first++) equal(solution.placeQueens(size, first), null)
  },
  1,
)
check(
  'corners of small boards',
  () => {
    for (const [size, first] of [
      [4, 0],
      [4, 3],
      [6, 0],
      [6, 5],
    ] as const)
      equal(solution.placeQueens(size, first), null, `${size}, ${first}`)
  },
  1,
)
check(
  'four and six',
  () => {
    for (const [size, first] of [
      [4, 2],
      [6, 1],
      [6, 2],
      [6, 3],
      [6, 4],
    ] as const)
      verify(size, first)
  },
  1,
)
check(
  'five and seven, every first column',
  () => {
    for (const size of [5, 7]) for (let first = 0; first < size; first++) verify(size, first)
  },
  1,
)
check('eight', (random) => verify(8, random.int(0, 7)), 3)
