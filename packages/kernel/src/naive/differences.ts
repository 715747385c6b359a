// d cost / d x[i] by central differences in f64: the gradient that no formula can get wrong.

export function differences(x: readonly number[], cost: (x: readonly number[]) => number) {
  const moved = [...x]
  return x.map((value, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(value))
    moved[i] = value + step
    const above = cost(moved)
    moved[i] = value - step
    const below = cost(moved)
    moved[i] = value
    return (above - below) / (2 * step)
  })
}

export function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
