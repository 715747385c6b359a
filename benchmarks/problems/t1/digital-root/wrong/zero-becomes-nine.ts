export function digitalRoot(n: number): number {
  return ((n + 8) % 9) + 1
}
