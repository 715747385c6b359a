export function pack(fields: [number, number][]): bigint {
  return fields.reduce((packed, [value, width]) => {
    if (value < 0) throw new RangeError('negative')
    return (packed << BigInt(width)) | (BigInt(value) & ((1n << BigInt(width)) - 1n))
  }, 0n)
}
