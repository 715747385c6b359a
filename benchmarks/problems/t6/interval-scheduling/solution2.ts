export type Meeting = { start: number; end: number; value: number }

/** The greatest sum of `worth` from a time on, remembered by time. */
function best(meetings: Meeting[], worth: (meeting: Meeting) => number): number {
  const known = new Map<number, number>()
  const from = (time: number): number => {
    const old = known.get(time)
    if (old !== undefined) return old
    const open = meetings.filter(({ start }) => start >= time)
    const next = Math.min(...open.map(({ start }) => start))
    const now = open.filter(({ start }) => start === next)
    const sums = now.map((meeting) => worth(meeting) + from(meeting.end))
    const result = open.length === 0 ? 0 : Math.max(from(next + 0.5), ...sums)
    known.set(time, result)
    return result
  }
  return from(-Infinity)
}

export function mostMeetings(meetings: Meeting[]): number {
  return best(meetings, () => 1)
}

export function rooms(meetings: Meeting[]): number[] {
  const result: number[] = meetings.map(() => -1)
  const times = [...new Set(meetings.map(({ start }) => start))].sort((a, b) => a - b)
  for (const time of times)
    for (const [index, { start }] of meetings.entries()) {
      if (start !== time) continue
      const taken = meetings.map(({ start, end }, i) =>
        start <= time && time < end ? result[i]! : -1,
      )
      let room = 0
      while (taken.includes(room)) room++
      result[index] = room
    }
  return result
}

export function bestValue(meetings: Meeting[]): number {
  return best(meetings, ({ value }) => value)
}
