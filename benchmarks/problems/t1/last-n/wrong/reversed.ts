export function lastN(list: number[], n: number): number[] {
  return [...list].reverse().slice(0, n)
}
