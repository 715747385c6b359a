// Learning rate over steps: a straight warm-up, then half a cosine down to a floor.
export type Schedule = {
  /** At the top. */
  readonly learningRate: number
  readonly warmupSteps: number
  /** Step at which the floor is reached; Infinity keeps the top rate. */
  readonly totalSteps: number
  /** Floor as a share of the top. */
  readonly floor: number
}

/** @param step 1 for the first update */
export function learningRateAt(schedule: Schedule, step: number): number {
  const { learningRate, warmupSteps, totalSteps, floor } = schedule
  if (step <= warmupSteps) return (learningRate * step) / warmupSteps
  if (totalSteps === Number.POSITIVE_INFINITY) return learningRate
  const done = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps))
  return learningRate * (floor + ((1 - floor) * (1 + Math.cos(Math.PI * done))) / 2)
}
