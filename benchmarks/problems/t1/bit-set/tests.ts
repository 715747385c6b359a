example(() => solution.members(5n), [0, 2])
example(() => solution.members(8n), [3])
example(() => solution.members(0n), [])

check('members(1n)', () => equal(solution.members(1n), [0]), 1)
check('members(6n)', () => equal(solution.members(6n), [1, 2]), 1)
check(
  'members(1180591620717411303425n)',
  () => equal(solution.members(1180591620717411303425n), [0, 70]),
  1,
)
check('members(9007199254740993n)', () => equal(solution.members(9007199254740993n), [0, 53]), 1)
check(
  'undoes building the set',
  (random) => {
    const numbers = [...new Set(random.list(0, 6, () => random.int(0, 90)))].sort((a, b) => a - b)
    const set = numbers.reduce((sum, k) => sum + 2n ** BigInt(k), 0n)
    equal(solution.members(set), numbers)
  },
  10,
)
