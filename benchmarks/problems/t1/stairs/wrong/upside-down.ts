export function stairs(n: number): string[] {
  return Array.from({ length: n }, (_, i) => '#'.repeat(n - i))
}
