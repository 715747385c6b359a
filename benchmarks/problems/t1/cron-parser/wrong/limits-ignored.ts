export function cronField(field: string, min: number, max: number): number[] {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const [span = '', step = '1'] = part.split('/')
    const [from = 0, to = from] = span === '*' ? [min, max] : span.split('-').map(Number)
    for (let n = from; n <= to; n += Number(step)) values.add(n)
  }
  return [...values].sort((a, b) => a - b)
}
