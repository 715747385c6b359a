export function containsAll(list: number[], wanted: number[]): boolean {
  const rest = [...list]
  return wanted.every((n) => rest.includes(n) && rest.splice(rest.indexOf(n), 1).length === 1)
}
