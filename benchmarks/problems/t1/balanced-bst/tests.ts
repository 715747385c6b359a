import type { Tree } from './signature.d.ts'

example(() => solution.buildBalanced([1, 2, 3]), {
  value: 2,
  left: { value: 1, left: null, right: null },
  right: { value: 3, left: null, right: null },
})
example(() => solution.buildBalanced([4, 8]), {
  value: 4,
  left: null,
  right: { value: 8, left: null, right: null },
})
example(() => solution.buildBalanced([]), null)

/** The rule once more, written for clarity. */
function expected(values: number[]): Tree {
  const left = values.slice(0, Math.ceil(values.length / 2))
  const right = values.slice(left.length)
  const value = left.pop()
  return value === undefined ? null : { value, left: expected(left), right: expected(right) }
}

check(
  'buildBalanced([5])',
  () => equal(solution.buildBalanced([5]), { value: 5, left: null, right: null }),
  1,
)
check(
  'buildBalanced([1, 2, 3, 4, 5, 6, 7])',
  () =>
    equal(solution.buildBalanced([1, 2, 3, 4, 5, 6, 7]), {
      value: 4,
      left: {
        value: 2,
        left: { value: 1, left: null, right: null },
        right: { value: 3, left: null, right: null },
      },
      right: {
        value: 6,
        left: { value: 5, left: null, right: null },
        right: { value: 7, left: null, right: null },
      },
    }),
  1,
)
check(
  'buildBalanced([1, 2, 3, 4])',
  () =>
    equal(solution.buildBalanced([1, 2, 3, 4]), {
      value: 2,
      left: { value: 1, left: null, right: null },
      right: { value: 3, left: null, right: { value: 4, left: null, right: null } },
    }),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const values = [...new Set(random.list(0, 10, () => random.int(-20, 40)))].sort((a, b) => a - b)
    equal(solution.buildBalanced(values), expected(values))
  },
  6,
)
