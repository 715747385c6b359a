export type Task = { time: number; after: number[] }

export function earliestStarts(tasks: Task[]): number[] | null {
  const ends = new Map<number, number>()
  const starts: number[] = []
  while (ends.size < tasks.length) {
    const next = tasks.findIndex(({ after }, i) => !ends.has(i) && after.every((j) => ends.has(j)))
    const task = tasks[next]
    if (!task) return null
    const start = task.after.reduce((latest, j) => Math.max(latest, ends.get(j) ?? 0), 0)
    starts[next] = start
    ends.set(next, start + task.time)
  }
  return starts
}
