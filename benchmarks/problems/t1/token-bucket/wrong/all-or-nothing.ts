export function runBucket(capacity: number, perTick: number, demands: number[]): number[] {
  let tokens = capacity
  return demands.map((demand) => {
    const given = tokens >= demand ? demand : 0
    tokens = Math.min(capacity, tokens - given + perTick)
    return given
  })
}
