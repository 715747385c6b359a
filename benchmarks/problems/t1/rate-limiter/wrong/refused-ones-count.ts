export function allowRequests(times: number[], limit: number, window: number): boolean[] {
  return times.map(
    (time, i) => times.slice(0, i).filter((earlier) => earlier > time - window).length < limit,
  )
}
