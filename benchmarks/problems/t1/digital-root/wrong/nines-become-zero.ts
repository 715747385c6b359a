export function digitalRoot(n: number): number {
  return n % 9
}
