export function sharedTail(a: string, b: string): number {
  if (a === '' || b === '' || a.slice(-1) !== b.slice(-1)) return 0
  return 1 + sharedTail(a.slice(0, -1), b.slice(0, -1))
}
