export function windows(list: number[], size: number, step: number): number[][] {
  const result: number[][] = []
  for (let i = 0; i < list.length; i += step) result.push(list.slice(i, i + size))
  return result
}
