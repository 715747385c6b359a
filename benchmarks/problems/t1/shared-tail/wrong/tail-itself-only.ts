export function sharedTail(a: string, b: string): number {
  return a.endsWith(b) ? b.length : 0
}
