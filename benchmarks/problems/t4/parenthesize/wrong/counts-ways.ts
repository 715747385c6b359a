export function countValues(expression: string): number {
  const ways = (operators: number): number => {
    let sum = operators === 0 ? 1 : 0
    for (let left = 0; left < operators; left++) sum += ways(left) * ways(operators - 1 - left)
    return sum
  }
  return ways(expression.replace(/\d/g, '').length)
}
