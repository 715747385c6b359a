export function satisfy(size: number, clauses: [number, number][]): boolean[] | null {
  const isFalse = (values: boolean[], literal: number) =>
    Math.abs(literal) <= values.length && values[Math.abs(literal) - 1] !== literal > 0
  const extend = (values: boolean[]): boolean[] | null => {
    if (clauses.some(([a, b]) => isFalse(values, a) && isFalse(values, b))) return null
    if (values.length === size) return values
    return extend([...values, false]) ?? extend([...values, true])
  }
  return extend([])
}
