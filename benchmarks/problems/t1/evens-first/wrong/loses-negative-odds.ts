export function evensFirst(list: number[]): number[] {
  return [...list.filter((n) => n % 2 === 0), ...list.filter((n) => n % 2 === 1)]
}
