import type { Task } from './signature.d.ts'

example(
  () =>
    solution.earliestStarts([
      { time: 3, after: [] },
      { time: 2, after: [0] },
    ]),
  [0, 3],
)
example(
  () =>
    solution.earliestStarts([
      { time: 1, after: [1, 2] },
      { time: 4, after: [] },
      { time: 6, after: [] },
    ]),
  [6, 0, 0],
)
example(
  () =>
    solution.earliestStarts([
      { time: 1, after: [1] },
      { time: 1, after: [0] },
    ]),
  null,
)

/** Time passes moment by moment. */
const simulate = (tasks: Task[]) => {
  const starts: (number | null)[] = tasks.map(() => null)
  const until = tasks.reduce((sum, { time }) => sum + time, 0)
  for (let now = 0; now <= until; now++)
    for (const [i, { after }] of tasks.entries()) {
      const isFree = after.every((j) => {
        const start = starts[j]
        return typeof start === 'number' && start + tasks[j]!.time <= now
      })
      if (isFree) starts[i] ??= now
    }
  return starts.includes(null) ? null : starts
}

check('no tasks', () => equal(solution.earliestStarts([]), []), 1)
check('waits for itself', () => equal(solution.earliestStarts([{ time: 2, after: [0] }]), null), 1)
check(
  'a chain backwards',
  () =>
    equal(
      solution.earliestStarts([
        { time: 1, after: [1] },
        { time: 2, after: [2] },
        { time: 5, after: [] },
      ]),
      [7, 5, 0],
    ),
  1,
)
check(
  'a ring beside free tasks',
  () =>
    equal(
      solution.earliestStarts([
        { time: 1, after: [] },
        { time: 1, after: [2] },
        { time: 1, after: [3] },
        { time: 1, after: [1, 0] },
      ]),
      null,
    ),
  1,
)
check(
  'agrees with the passing of time',
  (random) => {
    const count = random.int(1, 7)
    const tasks = Array.from({ length: count }, (_, i) => ({
      time: random.int(1, 5),
      after: [...Array(i).keys()].filter(() => random.bool(0.4)),
    }))
    const places = random.shuffle([...tasks.keys()])
    const moved = places.map((old) => ({
      ...tasks[old]!,
      after: tasks[old]!.after.map((j) => places.indexOf(j)),
    }))
    equal(solution.earliestStarts(moved), simulate(moved))
  },
  25,
)
check(
  'needs at random, often in rings',
  (random) => {
    const count = random.int(2, 5)
    const tasks = Array.from({ length: count }, () => ({
      time: random.int(1, 3),
      after: random.list(0, 1, () => random.int(0, count - 1)),
    }))
    equal(solution.earliestStarts(tasks), simulate(tasks))
  },
  25,
)
