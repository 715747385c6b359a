example(
  () =>
    solution.hops(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['a', 'd'],
      ],
      'd',
      'c',
    ),
  3,
)
example(() => solution.hops([['a', 'b']], 'a', 'x'), -1)
example(() => solution.hops([], 'a', 'a'), 0)

/** The rule once more, written for clarity. */
function expected(edges: [string, string][], from: string, to: string): number {
  // Relax all edges until nothing changes.
  const cost: Record<string, number> = { [from]: 0 }
  for (let i = 0; i < edges.length; i++) {
    for (const [a, b] of edges) {
      cost[a] = Math.min(cost[a] ?? Infinity, (cost[b] ?? Infinity) + 1)
      cost[b] = Math.min(cost[b] ?? Infinity, (cost[a] ?? Infinity) + 1)
    }
  }
  const result = cost[to] ?? Infinity
  return result === Infinity ? -1 : result
}

check(
  "hops([['a', 'b'], ['b', 'c'], ['c', 'd'], ['a', 'd']], 'a', 'd')",
  () =>
    equal(
      solution.hops(
        [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'd'],
          ['a', 'd'],
        ],
        'a',
        'd',
      ),
      1,
    ),
  1,
)
check("hops([['a', 'a']], 'a', 'b')", () => equal(solution.hops([['a', 'a']], 'a', 'b'), -1), 1)
check("hops([['b', 'a']], 'a', 'b')", () => equal(solution.hops([['b', 'a']], 'a', 'b'), 1), 1)
check(
  "hops([['a', 'b'], ['c', 'd']], 'a', 'd')",
  () =>
    equal(
      solution.hops(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        'a',
        'd',
      ),
      -1,
    ),
  1,
)
check(
  "hops([['a', 'b'], ['b', 'c'], ['c', 'd'], ['d', 'e'], ['b', 'e...)",
  () =>
    equal(
      solution.hops(
        [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'd'],
          ['d', 'e'],
          ['b', 'e'],
        ],
        'a',
        'e',
      ),
      2,
    ),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const edges: [string, string][] = random.list(0, 9, () => [
      random.pick([...'abcdef']),
      random.pick([...'abcdef']),
    ])
    const from = 'a'
    const to = random.pick([...'abcdef'])
    equal(solution.hops(edges, from, to), expected(edges, from, to))
  },
  14,
)
