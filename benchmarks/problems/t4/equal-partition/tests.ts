example(
  () =>
    solution
      .halve([3, 1, 2])
      ?.map((group) => group.toSorted((a, b) => a - b))
      .sort() ?? null,
  [[1, 2], [3]],
)
example(() => solution.halve([1, 2, 4]), null)
example(() => solution.halve([]), [[], []])

const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
const sorted = (list: number[]) => list.toSorted((a, b) => a - b)
const isPossible = (list: number[]) => {
  for (let bits = 0; bits < 2 ** list.length; bits++)
    if (2 * sum(list.filter((_, i) => bits & (1 << i))) === sum(list)) return true
  return false
}
const verify = (list: number[], possible: boolean) => {
  const groups = solution.halve(list)
  const text = `${list}: ${JSON.stringify(groups)}`
  equal(groups !== null, possible, text)
  if (!groups) return
  equal(groups.length, 2, text)
  equal(sum(groups[0]), sum(groups[1]), text)
  equal(sorted(groups.flat()), sorted(list), text)
}

check('one number', () => equal(solution.halve([4]), null), 1)
check(
  'two numbers',
  () => {
    verify([5, 5], true)
    verify([5, 7], false)
  },
  1,
)
check(
  'an even sum is not enough',
  () => {
    verify([1, 1, 6], false)
    verify([3, 3, 3, 5], false)
  },
  1,
)
check('the greatest first is no good', () => verify([5, 5, 4, 3, 3], true), 1)
check('numbers again and again', () => verify([2, 2, 2, 2, 2, 2], true), 1)
check('groups of different sizes', () => verify([1, 1, 1, 1, 1, 1, 6], true), 1)
check(
  'agrees with every choice',
  (random) => {
    const list = random.list(1, 8, () => random.int(1, 9))
    verify(list, isPossible(list))
  },
  30,
)
check(
  'a hidden way',
  (random) => {
    const list = random.list(2, 6, () => random.int(2, 30))
    const [a, b] = [sum(list), random.int(1, 9)]
    verify(random.shuffle([...list, a + b, b]), true)
  },
  10,
)
