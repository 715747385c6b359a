export function pascal(rows: number): number[][] {
  return Array.from({ length: rows }, (_, n) =>
    Array.from({ length: n + 1 }, (_, k) => 2 ** Math.min(k, n - k)),
  )
}
