export function windows(list: number[], size: number, _step: number): number[][] {
  const result: number[][] = []
  for (let i = 0; i + size <= list.length; i += size) result.push(list.slice(i, i + size))
  return result
}
