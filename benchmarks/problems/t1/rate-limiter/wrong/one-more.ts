export function allowRequests(times: number[], limit: number, window: number): boolean[] {
  const allowed: number[] = []
  return times.map((time) => {
    if (allowed.filter((earlier) => earlier > time - window).length > limit) return false
    allowed.push(time)
    return true
  })
}
