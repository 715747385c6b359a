// The plain meaning of ops/swiglu.ts in f64, for tests.

export function swiGlu(gate: readonly number[], up: readonly number[]): number[] {
  return gate.map((g, i) => (g / (1 + Math.exp(-g))) * (up[i] ?? 0))
}
