// Zero padding: the old tensor is the leading block of the new one. Only index arithmetic lives here.

/** A tensor of `shape` whose leading block is `data` (of `small`) and whose rest is 0. */
export function padZero(
  data: Float32Array,
  small: readonly number[],
  shape: readonly number[],
): Float32Array {
  const padded = new Float32Array(sizeOf(shape))
  writeLeading(padded, shape, data, small)
  return padded
}

/** Overwrites the leading block of `target` (of `shape`) by `data` (of `small`). */
export function writeLeading(
  target: Float32Array,
  shape: readonly number[],
  data: Float32Array,
  small: readonly number[],
): void {
  const columns = small.at(-1) ?? 1
  for (let row = 0; row * columns < data.length; row++)
    target.set(
      data.subarray(row * columns, (row + 1) * columns),
      offsetOf(row, small, shape) * (shape.at(-1) ?? 1),
    )
}

/** Sets what lies beyond `small` along `axis` to 0. */
export function silence(
  target: Float32Array,
  shape: readonly number[],
  axis: number,
  from: number,
): void {
  const dim = shape[axis] ?? 1
  const inner = sizeOf(shape.slice(axis + 1))
  for (let outer = 0; outer < target.length; outer += dim * inner)
    target.fill(0, outer + from * inner, outer + dim * inner)
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dim) => size * dim, 1)
}

/** Row number in the large tensor of a row of the small one. */
function offsetOf(row: number, small: readonly number[], shape: readonly number[]): number {
  let [rest, offset, stride] = [row, 0, 1]
  for (let axis = small.length - 2; axis >= 0; axis--) {
    const dim = small[axis] ?? 1
    offset += (rest % dim) * stride
    rest = Math.floor(rest / dim)
    stride *= shape[axis] ?? 1
  }
  return offset
}
