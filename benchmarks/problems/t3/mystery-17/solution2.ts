export function mystery(text: string): number[] {
  const lengths = [0]
  for (const c of text) {
    if (c === ' ') lengths.push(0)
    else lengths[lengths.length - 1]! += 1
  }
  return lengths
}
