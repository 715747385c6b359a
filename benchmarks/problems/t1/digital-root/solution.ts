export function digitalRoot(n: number): number {
  return 1 + ((n - 1) % 9)
}
