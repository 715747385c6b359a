export function midrange(list: number[]): number {
  return (Math.max(...list) - Math.min(...list)) / 2
}
