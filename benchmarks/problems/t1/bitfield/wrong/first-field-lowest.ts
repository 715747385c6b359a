export function pack(fields: [number, number][]): bigint {
  return fields.reduceRight((packed, [value, width]) => {
    if (value < 0 || value >= 2 ** width)
      throw new RangeError(`${value} does not fit into ${width} bits`)
    return (packed << BigInt(width)) | BigInt(value)
  }, 0n)
}
