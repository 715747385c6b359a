export function wordCount(text: string): number {
  let words = 0
  let inside = false
  for (const c of text) {
    const blank = c === ' ' || c === '\t' || c === '\n'
    if (!blank && !inside) words++
    inside = !blank
  }
  return words
}
