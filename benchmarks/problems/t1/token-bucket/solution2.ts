export function runBucket(capacity: number, perTick: number, demands: number[]): number[] {
  const gifts: number[] = []
  let missing = 0
  for (const demand of demands) {
    const given = missing + demand > capacity ? capacity - missing : demand
    gifts.push(given)
    missing = missing + given > perTick ? missing + given - perTick : 0
  }
  return gifts
}
