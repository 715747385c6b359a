export function allowRequests(times: number[], limit: number, window: number): boolean[] {
  return times.map(
    (time, i) =>
      times
        .slice(0, i)
        .filter((earlier) => Math.floor(earlier / window) === Math.floor(time / window)).length <
      limit,
  )
}
