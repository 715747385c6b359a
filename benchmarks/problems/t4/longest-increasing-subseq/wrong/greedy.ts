export function longestIncreasing(list: number[]): number[] {
  const part: number[] = []
  for (const n of list) if (part.length === 0 || n > part.at(-1)!) part.push(n)
  return part
}
