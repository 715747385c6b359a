export function firstMismatch(text: string): number {
  const pure = text.replace(/[^()]/g, ' ')
  const open: number[] = []
  for (const [i, c] of [...pure].entries()) {
    if (c === '(') open.push(i)
    if (c === ')' && open.pop() === undefined) return i
  }
  return open[0] ?? -1
}
