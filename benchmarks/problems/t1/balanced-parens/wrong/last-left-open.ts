export function firstMismatch(text: string): number {
  const open: number[] = []
  for (const [i, c] of [...text].entries()) {
    if ('([{'.includes(c)) open.push(i)
    const kind = ')]}'.indexOf(c)
    if (kind >= 0 && text[open.pop() ?? -1] !== '([{'[kind]) return i
  }
  return open.at(-1) ?? -1
}
