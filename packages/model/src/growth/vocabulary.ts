// Rows of new tokens. A merge's row is the mean of its parts' rows, so the network reads it as something
// between them from the first step; old ids never move.

/** New id -> ids it is made of. */
export type TokenParts = ReadonlyMap<number, readonly number[]>

/**
 * Fills the new rows of a table (V, D) from the old rows (v, d): means of parts in the old columns, 0 in
 * the new ones. Parts may be new tokens themselves when they come earlier.
 */
export function meanOfParts(
  table: Float32Array,
  [rows = 0, width = 0]: readonly number[],
  before: {
    readonly old: Float32Array
    readonly shape: readonly number[]
    readonly tokenParts: TokenParts
  },
): void {
  const { old, tokenParts } = before
  const [oldRows = 0, oldWidth = 0] = before.shape
  const rowOf = (id: number) =>
    id < oldRows
      ? old.subarray(id * oldWidth, (id + 1) * oldWidth)
      : table.subarray(id * width, id * width + oldWidth)
  for (let id = oldRows; id < rows; id++) {
    const row = table.subarray(id * width, (id + 1) * width).fill(0)
    const parts = (tokenParts.get(id) ?? []).filter((part) => part >= 0 && part < id)
    for (const part of parts)
      for (const [i, value] of rowOf(part).entries()) row[i] = (row[i] ?? 0) + value / parts.length
  }
}
