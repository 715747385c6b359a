export function stairs(n: number): string[] {
  return Array.from({ length: n }, (_, _i) => '#'.repeat(n))
}
