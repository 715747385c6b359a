export function pack(fields: [number, number][]): bigint {
  const digits = fields.map(([value, width]) => {
    const bits = value.toString(2)
    if (bits.length > width || bits.startsWith('-')) throw new RangeError('a value is out of range')
    return '0'.repeat(width - bits.length) + bits
  })
  return BigInt(`0b0${digits.join('')}`)
}
