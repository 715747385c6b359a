export function firstMismatch(text: string): number {
  let depth = 0
  for (const [i, c] of [...text].entries()) {
    if ('([{'.includes(c)) depth++
    if (')]}'.includes(c) && --depth < 0) return i
  }
  return depth === 0 ? -1 : text.search(/[([{]/)
}
