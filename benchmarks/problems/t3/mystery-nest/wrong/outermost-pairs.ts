export function mystery(text: string): number {
  let depth = 0
  let count = 0
  for (const c of text) {
    if (c === '(' && ++depth === 1) count++
    if (c === ')') depth--
  }
  return count
}
