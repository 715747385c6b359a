// The plain meaning of ops/int8.ts for one block, for tests.

export function int8Block(x: readonly number[]): { q: number[]; scale: number } {
  const scale = Math.fround(Math.max(...x.map(Math.abs)) / 127)
  return { q: x.map((value) => (scale === 0 ? 0 : Math.round(value / scale))), scale }
}
