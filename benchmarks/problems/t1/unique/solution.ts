export function unique(list: number[]): number[] {
  return [...new Set(list)]
}
