export function zigzag(text: string, rails: number): string {
  const period = Math.max(1, 2 * rails - 1)
  const rail = (i: number) => Math.min(i % period, period - (i % period))
  return Array.from({ length: rails }, (_, k) =>
    [...text].filter((_, i) => rail(i) === k).join(''),
  ).join('')
}
