export function rainWater(heights: number[]): number {
  return heights.reduce(
    (sum, height, i) =>
      sum + Math.max(0, Math.min(heights[i - 1] ?? 0, heights[i + 1] ?? 0) - height),
    0,
  )
}
