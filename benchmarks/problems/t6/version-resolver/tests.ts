import type { Needs, Release } from './signature.d.ts'

example(
  () =>
    solution.resolve(
      [
        { name: 'a', version: 1, needs: {} },
        { name: 'a', version: 2, needs: { b: [2, 3] } },
        { name: 'b', version: 1, needs: {} },
      ],
      { a: [1, 9] },
    ),
  { a: 1 },
)
example(
  () =>
    solution.resolve(
      [
        { name: 'a', version: 1, needs: { b: [1, 1] } },
        { name: 'a', version: 2, needs: { b: [1, 2] } },
        { name: 'b', version: 1, needs: {} },
        { name: 'b', version: 2, needs: { a: [1, 1] } },
      ],
      { a: [1, 2] },
    ),
  { a: 2, b: 1 },
)
example(() => solution.resolve([{ name: 'a', version: 3, needs: {} }], { a: [1, 2] }), null)

/** All choices whatsoever, the best ones first; the first that keeps the rules. */
function expected(available: Release[], wanted: Needs): { [name: string]: number } | null {
  const names = [...new Set(available.map(({ name }) => name))].sort()
  let choices: Release[][] = [[]]
  for (const name of names) {
    const versions = available
      .filter((one) => one.name === name)
      .sort((a, b) => b.version - a.version)
    choices = choices.flatMap((choice) => [...versions.map((one) => [...choice, one]), choice])
  }
  const good = choices.find((choice) => {
    const open = Object.entries(wanted)
    const reached: string[] = []
    for (let need = open.pop(); need; need = open.pop()) {
      const [name, [lowest, highest]] = need
      const release = choice.find((one) => one.name === name)
      if (!release || release.version < lowest || release.version > highest) return false
      if (!reached.includes(name)) open.push(...Object.entries(release.needs))
      reached.push(name)
    }
    return choice.every(({ name }) => reached.includes(name))
  })
  return good ? Object.fromEntries(good.map(({ name, version }) => [name, version])) : null
}

check(
  'nothing is wanted',
  () => equal(solution.resolve([{ name: 'a', version: 1, needs: {} }], {}), {}),
  1,
)
check('no such package', () => equal(solution.resolve([], { a: [1, 1] }), null), 1)
check(
  'a circle that nobody needs is superfluous',
  () =>
    equal(
      solution.resolve(
        [
          { name: 'a', version: 1, needs: { b: [1, 1] } },
          { name: 'b', version: 1, needs: { a: [1, 1] } },
          { name: 'c', version: 1, needs: {} },
        ],
        { c: [1, 1] },
      ),
      { c: 1 },
    ),
  1,
)
check(
  'with a package is better than without',
  () =>
    equal(
      solution.resolve(
        [
          { name: 'a', version: 1, needs: {} },
          { name: 'b', version: 1, needs: { a: [1, 1] } },
          { name: 'b', version: 2, needs: {} },
        ],
        { b: [1, 2] },
      ),
      { a: 1, b: 1 },
    ),
  1,
)
check(
  'agrees with trying all choices',
  (random) => {
    const names = ['a', 'b', 'c', 'd']
    const needs = (most: number): Needs =>
      Object.fromEntries(
        random
          .shuffle(names)
          .slice(0, random.int(0, most))
          .map((name) => {
            const lowest = random.int(1, 3)
            return [name, [lowest, lowest + random.int(0, 2)]]
          }),
      )
    const available = names.flatMap((name) =>
      random
        .shuffle([1, 2, 3])
        .slice(0, random.int(1, 3))
        .map((version) => ({ name, version, needs: needs(2) })),
    )
    const wanted = needs(3)
    equal(solution.resolve(available, wanted), expected(available, wanted))
  },
  30,
)
