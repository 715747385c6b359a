example(() => solution.pour(3, 5, 5), ['fill b'])
example(() => solution.pour(3, 5, 2), ['fill b', 'b to a'])
example(() => solution.pour(2, 4, 3), null)
example(() => solution.pour(2, 4, 0), [])

const moves = ['fill a', 'fill b', 'empty a', 'empty b', 'a to b', 'b to a'] as const
const step = (
  a: number,
  b: number,
  [x, y]: readonly [number, number],
  move: string,
): [number, number] => {
  if (move === 'fill a') return [a, y]
  if (move === 'fill b') return [x, b]
  if (move === 'empty a') return [0, y]
  if (move === 'empty b') return [x, 0]
  const poured = move === 'a to b' ? Math.min(x, b - y) : -Math.min(y, a - x)
  return [x - poured, y + poured]
}
const fewest = (a: number, b: number, target: number) => {
  let wave: [number, number][] = [[0, 0]]
  const seen = new Set<string>()
  for (let count = 0; wave.length > 0; count++) {
    if (wave.some((state) => state.includes(target))) return count
    for (const state of wave) seen.add(String(state))
    wave = wave
      .flatMap((state) => moves.map((move) => step(a, b, state, move)))
      .filter(
        (state, i, all) =>
          !seen.has(String(state)) && all.findIndex((o) => String(o) === String(state)) === i,
      )
  }
  return null
}
const verify = (a: number, b: number, target: number) => {
  const text = `${a}, ${b}, ${target}`
  const answer = solution.pour(a, b, target)
  equal(answer?.length ?? null, fewest(a, b, target), text)
  if (!answer) return
  const end = answer.reduce<[number, number]>((state, move) => step(a, b, state, move), [0, 0])
  ok(end.includes(target), `${text}: ends with ${end}`)
  ok(answer.every((move) => moves.includes(move)))
}

check(
  'four litres',
  () => {
    verify(3, 5, 4)
    verify(5, 3, 4)
  },
  1,
)
check('more than either holds', () => equal(solution.pour(3, 5, 8), null), 1)
check('not a multiple of what both share', () => equal(solution.pour(6, 9, 4), null), 1)
check(
  'equal jugs',
  () => {
    equal(solution.pour(4, 4, 2), null)
    verify(4, 4, 4)
  },
  1,
)
check('a long way', () => verify(7, 9, 8), 1)
check(
  'a and b in either order',
  () => {
    verify(8, 3, 1)
    verify(3, 8, 1)
  },
  1,
)
check(
  'leads there, by as few moves as any',
  (random) => {
    const [a, b] = [random.int(1, 8), random.int(1, 8)]
    verify(a, b, random.int(0, Math.max(a, b)))
  },
  20,
)
