export function dropFirst(list: number[], n: number): number[] {
  return list.slice(0, Math.max(0, list.length - n))
}
