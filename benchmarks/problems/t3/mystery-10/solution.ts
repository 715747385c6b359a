export function mystery(text: string): number {
  return new Set(text).size
}
