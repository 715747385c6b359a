import type { Request } from './signature.d.ts'

const by = (client: string, ...times: number[]): Request[] =>
  times.map((time) => ({ client, time }))

example(
  () =>
    solution.allow(
      [
        { client: 'a', time: 0 },
        { client: 'a', time: 10 },
        { client: 'b', time: 20 },
      ],
      1,
      100,
    ),
  [true, false, true],
)
example(
  () =>
    solution.allow(
      [
        { client: 'a', time: 0 },
        { client: 'a', time: 60 },
        { client: 'a', time: 100 },
        { client: 'a', time: 120 },
      ],
      1,
      100,
    ),
  [true, false, true, false],
)
example(() => solution.allow([], 2, 10), [])

const slow = (requests: Request[], limit: number, window: number) => {
  const answers: boolean[] = []
  for (const [index, { client, time }] of requests.entries()) {
    const earlier = requests.filter(
      (one, at) => at < index && answers[at] && one.client === client && time - one.time < window,
    )
    answers.push(earlier.length < limit)
  }
  return answers
}

check('nobody may', () => equal(solution.allow(by('a', 1, 50), 0, 10), [false, false]), 1)
check(
  'refused requests do not count',
  () => equal(solution.allow(by('a', 0, 6, 10, 16), 1, 10), [true, false, true, false]),
  1,
)
check(
  'exactly one window later',
  () => equal(solution.allow(by('a', 0, 10, 20), 1, 10), [true, true, true]),
  1,
)
check(
  'just before it',
  () => equal(solution.allow(by('a', 0, 9, 10), 1, 10), [true, false, true]),
  1,
)
check(
  'at the same time',
  () => equal(solution.allow(by('a', 5, 5, 5), 2, 10), [true, true, false]),
  1,
)
check(
  'agrees with a recount for every request',
  (random) => {
    const times = random.list(0, 12, () => random.int(0, 40)).sort((a, b) => a - b)
    const requests = times.map((time) => ({ client: random.pick(['x', 'y']), time }))
    const [limit, window] = [random.int(1, 3), random.int(1, 15)]
    equal(solution.allow(requests, limit, window), slow(requests, limit, window))
  },
  30,
)
