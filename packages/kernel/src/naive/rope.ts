// The plain meaning of ops/rope.ts, for tests: x is (R, heads * 32), row r stands at position(r).

export function rope(
  x: readonly number[],
  heads: number,
  position: (row: number) => number,
  direction: 1 | -1,
): number[] {
  const width = heads * 32
  return x.map((value, i) => {
    const [row, channel] = [Math.floor(i / width), i % 32]
    const angle = direction * position(row) * 10_000 ** (-(channel % 16) / 16)
    const other = channel < 16 ? -(x[i + 16] ?? 0) : (x[i - 16] ?? 0)
    return value * Math.cos(angle) + other * Math.sin(angle)
  })
}
