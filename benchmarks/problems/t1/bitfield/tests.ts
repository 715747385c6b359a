example(
  () =>
    solution.pack([
      [5, 4],
      [1, 2],
    ]),
  21n,
)
example(
  () =>
    solution.pack([
      [1, 1],
      [0, 3],
    ]),
  8n,
)
example(() => solution.pack([]), 0n)
exampleThrows(() => solution.pack([[4, 2]]))

/** The rule once more, written for clarity. */
function expected(fields: [number, number][]): bigint {
  let packed = 0n
  let weight = 1n
  for (const [value, width] of fields.toReversed()) {
    packed += BigInt(value) * weight
    weight *= 2n ** BigInt(width)
  }
  return packed
}

check('pack([[0, 5]])', () => equal(solution.pack([[0, 5]]), 0n), 1)
check('pack([[3, 2]])', () => equal(solution.pack([[3, 2]]), 3n), 1)
check(
  'pack([[65535, 16], [0, 16], [65535, 16], [1, 16]])',
  () =>
    equal(
      solution.pack([
        [65535, 16],
        [0, 16],
        [65535, 16],
        [1, 16],
      ]),
      18446462603027742721n,
    ),
  1,
)
check('pack([[-1, 4]]) throws', () => throws(() => solution.pack([[-1, 4]])), 1)
check(
  'pack([[1, 3], [8, 3]]) throws',
  () =>
    throws(() =>
      solution.pack([
        [1, 3],
        [8, 3],
      ]),
    ),
  1,
)
check(
  'pack([[0, 1], [1, 1], [0, 1]])',
  () =>
    equal(
      solution.pack([
        [0, 1],
        [1, 1],
        [0, 1],
      ]),
      2n,
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const fields = random.list(0, 6, (): [number, number] => {
      const width = random.int(1, 16)
      return [random.int(0, 2 ** width - 1), width]
    })
    equal(solution.pack(fields), expected(fields))
  },
  12,
)
