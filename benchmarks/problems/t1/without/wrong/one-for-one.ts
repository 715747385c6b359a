export function without(list: number[], unwanted: number[]): number[] {
  const rest = [...unwanted]
  return list.filter((n) => !(rest.includes(n) && rest.splice(rest.indexOf(n), 1)))
}
