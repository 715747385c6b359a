// bfloat16: the upper half of an f32. Rounds to nearest even, so two nodes that round the same weights
// write the same bytes; a NaN stays a NaN even when its payload sits in the lower half.

/** Bits of each number as bf16. */
export function toBf16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < halves.length; i++) {
    const word = bits[i] ?? 0
    const isNan = (word & 0x7fff_ffff) > 0x7f80_0000
    halves[i] = isNan ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16
  }
  return halves
}

/** Exact: every bf16 is an f32. */
export function fromBf16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < bits.length; i++) bits[i] = (halves[i] ?? 0) << 16
  return new Float32Array(bits.buffer)
}
