export function rainWater(heights: number[]): number {
  return heights.reduce((sum, height) => sum + Math.max(...heights) - height, 0)
}
