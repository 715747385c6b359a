example(() => solution.longestIncreasing([5, 1, 6, 2, 3]), [1, 2, 3])
example(() => solution.longestIncreasing([4, 4, 4]), [4])
example(() => solution.longestIncreasing([]), [])

const isPart = (part: number[], list: number[]) => {
  let at = 0
  for (const n of list) if (at < part.length && part[at] === n) at++
  return at === part.length
}
const isRising = (list: number[]) => list.every((n, i) => i === 0 || n > (list[i - 1] ?? n))
const longest = (list: number[]) => {
  let best = 0
  for (let bits = 0; bits < 2 ** list.length; bits++) {
    const part = list.filter((_, i) => bits & (1 << i))
    if (part.length > best && isRising(part)) best = part.length
  }
  return best
}
const verify = (list: number[]) => {
  const part = solution.longestIncreasing(list)
  ok(isPart(part, list) && isRising(part), `${list}: ${part}`)
  equal(part.length, longest(list), `${list}: ${part}`)
}

check('one number', () => equal(solution.longestIncreasing([-3]), [-3]), 1)
check('falling', () => equal(solution.longestIncreasing([9, 5, 1]).length, 1), 1)
check('rising', () => equal(solution.longestIncreasing([-1, 0, 7, 12]), [-1, 0, 7, 12]), 1)
check(
  'the smallest number comes last',
  () => equal(solution.longestIncreasing([3, 5, 6, 1]), [3, 5, 6]),
  1,
)
check(
  'the first number is no good',
  () => equal(solution.longestIncreasing([8, 2, 9, 3, 10, 4, 5]), [2, 3, 4, 5]),
  1,
)
check('not in one piece', () => verify([1, 9, 2, 8, 3, 7]), 1)
check('not the sorted list', () => verify([3, 1, 2]), 1)
check('as long as any', (random) => verify(random.list(0, 8, () => random.int(0, 9))), 30)
