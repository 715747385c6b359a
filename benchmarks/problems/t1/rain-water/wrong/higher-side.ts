export function rainWater(heights: number[]): number {
  return heights.reduce((sum, height, i) => {
    const left = Math.max(...heights.slice(0, i + 1))
    const right = Math.max(...heights.slice(i))
    return sum + Math.max(left, right) - height
  }, 0)
}
