export function sharedTail(a: string, b: string): number {
  return [...a].filter((_, i) => i < b.length && a.at(-1 - i) === b.at(-1 - i)).length
}
