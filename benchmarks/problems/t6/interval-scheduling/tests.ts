import type { Meeting } from './signature.d.ts'

example(
  () =>
    solution.mostMeetings([
      { start: 0, end: 9, value: 1 },
      { start: 1, end: 3, value: 1 },
      { start: 3, end: 5, value: 1 },
    ]),
  2,
)
example(
  () =>
    solution.rooms([
      { start: 4, end: 6, value: 1 },
      { start: 0, end: 4, value: 1 },
      { start: 2, end: 8, value: 1 },
    ]),
  [0, 0, 1],
)
example(
  () =>
    solution.bestValue([
      { start: 0, end: 2, value: 3 },
      { start: 1, end: 4, value: 5 },
      { start: 3, end: 6, value: 3 },
    ]),
  6,
)

const make = (random: Random, most: number): Meeting[] =>
  random.list(0, most, () => {
    const start = random.int(-3, 12)
    return { start, end: start + random.int(1, 6), value: random.int(0, 9) }
  })

/** All selections without overlap. */
function selections(meetings: Meeting[]): Meeting[][] {
  const [first, ...rest] = meetings
  if (!first) return [[]]
  const others = selections(rest)
  const fitting = others.filter((list) =>
    list.every(({ start, end }) => end <= first.start || first.end <= start),
  )
  return [...others, ...fitting.map((list) => [first, ...list])]
}

check(
  'no meetings',
  () => equal([solution.mostMeetings([]), solution.rooms([]), solution.bestValue([])], [0, [], 0]),
  1,
)
check(
  'equal starts go by index',
  () =>
    equal(
      solution.rooms([
        { start: 1, end: 5, value: 0 },
        { start: 1, end: 2, value: 0 },
        { start: 2, end: 3, value: 0 },
      ]),
      [0, 1, 1],
    ),
  1,
)
check(
  'a meeting of no value',
  () => equal(solution.bestValue([{ start: 0, end: 1, value: 0 }]), 0),
  1,
)
check(
  'the most meetings and the best value of all selections',
  (random) => {
    const meetings = make(random, 7)
    const all = selections(meetings)
    equal(solution.mostMeetings(meetings), Math.max(...all.map((list) => list.length)))
    equal(
      solution.bestValue(meetings),
      Math.max(...all.map((list) => list.reduce((sum, { value }) => sum + value, 0))),
    )
  },
  20,
)
check(
  'no two meetings in a room, and no smaller room was free',
  (random) => {
    const meetings = make(random, 9)
    const rooms = solution.rooms(meetings)
    equal(rooms.length, meetings.length)
    for (const [i, { start }] of meetings.entries()) {
      const earlier = meetings.flatMap((other, j) =>
        (other.start < start || (other.start === start && j < i)) && other.end > start
          ? [rooms[j]!]
          : [],
      )
      ok(!earlier.includes(rooms[i]!))
      for (let room = 0; room < rooms[i]!; room++) ok(earlier.includes(room))
    }
  },
  15,
)
