export function order(needs: Record<string, string[]>): string[] | null {
  return Object.keys(needs).sort((a, b) => (needs[a]?.length ?? 0) - (needs[b]?.length ?? 0))
}
