export function determinant(rows: number[][]): number {
  // Fraction-free elimination: every division leaves an integer.
  const m = rows.map((row) => [...row])
  let sign = 1
  let previous = 1
  for (let k = 0; k < m.length - 1; k++) {
    const pivot = m.findIndex((row, i) => i >= k && row[k] !== 0)
    if (pivot < 0) return 0
    if (pivot !== k) {
      const held = m[k]!
      m[k] = m[pivot]!
      m[pivot] = held
      sign = -sign
    }
    for (let i = k + 1; i < m.length; i++) {
      for (let j = k + 1; j < m.length; j++) {
        m[i]![j] = (m[i]![j]! * m[k]![k]! - m[i]![k]! * m[k]![j]!) / previous
      }
    }
    previous = m[k]![k]!
  }
  return sign * m.at(-1)!.at(-1)! + 0
}
