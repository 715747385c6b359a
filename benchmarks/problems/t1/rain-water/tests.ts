example(() => solution.rainWater([3, 0, 2, 0, 4]), 7)
example(() => solution.rainWater([1, 2, 3]), 0)
example(() => solution.rainWater([0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1]), 6)

/** The rule once more, written for clarity. */
function expected(heights: number[]): number {
  let water = 0
  for (let level = 1; level <= Math.max(0, ...heights); level++) {
    const wall = heights.map((height) => height >= level)
    for (let i = wall.indexOf(true); i <= wall.lastIndexOf(true); i++) if (!wall[i]) water++
  }
  return water
}

check('rainWater([])', () => equal(solution.rainWater([]), 0), 1)
check('rainWater([5])', () => equal(solution.rainWater([5]), 0), 1)
check('rainWater([2, 0, 0, 2])', () => equal(solution.rainWater([2, 0, 0, 2]), 4), 1)
check('rainWater([4, 1, 3])', () => equal(solution.rainWater([4, 1, 3]), 2), 1)
check('rainWater([0, 0])', () => equal(solution.rainWater([0, 0]), 0), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const heights = random.list(0, 9, () => random.int(0, 5))
    equal(solution.rainWater(heights), expected(heights))
  },
  12,
)
