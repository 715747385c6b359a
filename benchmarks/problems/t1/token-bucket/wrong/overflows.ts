export function runBucket(capacity: number, perTick: number, demands: number[]): number[] {
  let tokens = capacity
  return demands.map((demand) => {
    const given = Math.min(tokens, demand)
    tokens = tokens - given + perTick
    return given
  })
}
