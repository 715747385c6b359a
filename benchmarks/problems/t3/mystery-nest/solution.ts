export function mystery(text: string): number {
  let depth = 0
  let deepest = 0
  for (const c of text) {
    if (c === '(') depth++
    if (c === ')') depth--
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
