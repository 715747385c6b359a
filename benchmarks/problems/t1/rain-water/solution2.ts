export function rainWater(heights: number[]): number {
  let [left, right] = [0, heights.length - 1]
  let [highLeft, highRight, water] = [0, 0, 0]
  while (left <= right) {
    if (highLeft <= highRight) {
      const height = heights[left++]!
      highLeft = Math.max(highLeft, height)
      water += highLeft - height
    } else {
      const height = heights[right--]!
      highRight = Math.max(highRight, height)
      water += highRight - height
    }
  }
  return water
}
