example(
  () => solution.permutations(['a', 'b', 'c']),
  [
    ['a', 'b', 'c'],
    ['a', 'c', 'b'],
    ['b', 'a', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['c', 'b', 'a'],
  ],
)
example(
  () => solution.permutations(['z', 'y']),
  [
    ['z', 'y'],
    ['y', 'z'],
  ],
)
example(() => solution.permutations([]), [[]])

/** The rule once more, written for clarity. */
function expected(items: string[]): string[][] {
  const places: number[][] = []
  const total = [1, 1, 2, 6, 24, 120][items.length]!
  for (let k = 0; k < total; k++) {
    const left = items.map((_, i) => i)
    let rest = k
    let size = total
    const order: number[] = []
    while (left.length > 0) {
      size /= left.length
      order.push(...left.splice(Math.floor(rest / size), 1))
      rest %= size
    }
    places.push(order)
  }
  return places.map((order) => order.map((i) => items[i]!))
}

check("permutations(['only'])", () => equal(solution.permutations(['only']), [['only']]), 1)
check(
  "permutations(['c', 'a', 'b'])",
  () =>
    equal(solution.permutations(['c', 'a', 'b']), [
      ['c', 'a', 'b'],
      ['c', 'b', 'a'],
      ['a', 'c', 'b'],
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
      ['b', 'a', 'c'],
    ]),
  1,
)
check(
  "permutations(['d', 'c', 'b', 'a'])",
  () =>
    equal(solution.permutations(['d', 'c', 'b', 'a']), [
      ['d', 'c', 'b', 'a'],
      ['d', 'c', 'a', 'b'],
      ['d', 'b', 'c', 'a'],
      ['d', 'b', 'a', 'c'],
      ['d', 'a', 'c', 'b'],
      ['d', 'a', 'b', 'c'],
      ['c', 'd', 'b', 'a'],
      ['c', 'd', 'a', 'b'],
      ['c', 'b', 'd', 'a'],
      ['c', 'b', 'a', 'd'],
      ['c', 'a', 'd', 'b'],
      ['c', 'a', 'b', 'd'],
      ['b', 'd', 'c', 'a'],
      ['b', 'd', 'a', 'c'],
      ['b', 'c', 'd', 'a'],
      ['b', 'c', 'a', 'd'],
      ['b', 'a', 'd', 'c'],
      ['b', 'a', 'c', 'd'],
      ['a', 'd', 'c', 'b'],
      ['a', 'd', 'b', 'c'],
      ['a', 'c', 'd', 'b'],
      ['a', 'c', 'b', 'd'],
      ['a', 'b', 'd', 'c'],
      ['a', 'b', 'c', 'd'],
    ]),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const items = random.shuffle(['p', 'q', 'r', 's', 't']).slice(0, random.int(0, 4))
    equal(solution.permutations(items), expected(items))
  },
  4,
)
