export type Task = { time: number; after: number[] }

export function earliestStarts(tasks: Task[]): number[] | null {
  const starts = tasks.map(() => 0)
  for (let round = 0; round <= tasks.length; round++) {
    let isSettled = true
    for (const [i, { after }] of tasks.entries()) {
      const start = Math.min(
        after.length === 0 ? 0 : Infinity,
        ...after.map((j) => starts[j]! + tasks[j]!.time),
      )
      if (start > starts[i]!) isSettled = false
      starts[i] = start
    }
    if (isSettled) return starts
  }
  return null
}
