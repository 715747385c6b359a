/** Column by column: signed digit sums first, then carries, of the absolute value. */
export function sumDecimals(numbers: string[]): string {
  const pieces = numbers.map((n) => ({
    sign: n.startsWith('-') ? -1 : 1,
    whole: n.replace('-', '').split('.')[0] ?? '',
    fraction: n.split('.')[1] ?? '',
  }))
  const before = Math.max(1, ...pieces.map(({ whole }) => whole.length)) + 12
  const after = Math.max(0, ...pieces.map(({ fraction }) => fraction.length))
  const columns: number[] = new Array(before + after).fill(0)
  for (const { sign, whole, fraction } of pieces) {
    const digits = whole.padStart(before, '0') + fraction.padEnd(after, '0')
    for (let i = 0; i < columns.length; i++) columns[i] = columns[i]! + sign * Number(digits[i])
  }
  const normal = (list: number[]) => {
    const result = [...list]
    for (let i = result.length - 1; i > 0; i--) {
      const carry = Math.floor(result[i]! / 10)
      result[i] = result[i]! - 10 * carry
      result[i - 1] = result[i - 1]! + carry
    }
    return result
  }
  let result = normal(columns)
  const isNegative = result[0]! < 0
  if (isNegative) result = normal(columns.map((column) => -column))
  const whole = result
    .slice(0, before)
    .join('')
    .replace(/^0+(?=.)/, '')
  const fraction = result.slice(before).join('').replace(/0+$/, '')
  return (isNegative ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`)
}
