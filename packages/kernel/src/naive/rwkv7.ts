// The plain meaning of ops/rwkv7.ts in f64, for tests: one head, inputs as rows (T, 32), zero start.
// S = S diag(w) - (S kk) (kk * a)^T + v k^T, y = S r, with S indexed [value][key].

type Rows = readonly (readonly number[])[]

export function rwkv7(x: { r: Rows; w: Rows; k: Rows; v: Rows; kk: Rows; a: Rows }): number[][] {
  const at = (rows: Rows, t: number, i: number) => rows[t]?.[i] ?? 0
  let state = Array.from({ length: 32 }, () => new Array<number>(32).fill(0))
  return x.r.map((_, t) => {
    state = state.map((row, i) => {
      const removed = row.reduce((sum, s, j) => sum + s * at(x.kk, t, j), 0)
      return row.map(
        (s, j) =>
          s * at(x.w, t, j) -
          removed * at(x.kk, t, j) * at(x.a, t, j) +
          at(x.v, t, i) * at(x.k, t, j),
      )
    })
    return state.map((row) => row.reduce((sum, s, j) => sum + s * at(x.r, t, j), 0))
  })
}
