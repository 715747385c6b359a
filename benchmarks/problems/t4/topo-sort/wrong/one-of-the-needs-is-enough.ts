export function order(needs: Record<string, string[]>): string[] | null {
  const done = new Set<string>()
  let waiting = Object.keys(needs)
  while (waiting.length > 0) {
    const ready = waiting.filter(
      (task) => needs[task]?.some((need) => done.has(need)) !== (needs[task]?.length !== 0),
    )
    if (ready.length === 0) return null
    for (const task of ready) done.add(task)
    waiting = waiting.filter((task) => !done.has(task))
  }
  return [...done]
}
