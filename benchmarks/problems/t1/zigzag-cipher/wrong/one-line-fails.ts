export function zigzag(text: string, rails: number): string {
  const period = 2 * rails - 2
  const rail = (i: number) => Math.min(i % period, period - (i % period))
  return Array.from({ length: rails }, (_, k) =>
    [...text].filter((_, i) => rail(i) === k).join(''),
  ).join('')
}
