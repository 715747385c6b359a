export function gaps(busy: [number, number][], from: number, to: number): [number, number][] {
  const free: [number, number][] = []
  let at = from
  const sorted = busy
    .filter(([start, end]) => start < end && end > from && start < to)
    .sort((a, b) => a[0] - b[0])
  for (const [start, end] of [...sorted, [to, to] as const]) {
    if (start >= at) free.push([at, start])
    at = Math.max(at, end)
  }
  return free
}
