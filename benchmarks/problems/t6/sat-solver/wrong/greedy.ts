/** What is left of the clauses when a literal holds. */
const assume = (clauses: number[][], literal: number) =>
  clauses
    .filter((clause) => !clause.includes(literal))
    .map((clause) => clause.filter((other) => other !== -literal))

export function solve(count: number, clauses: number[][]): boolean[] | null {
  const search = (open: number[][], values: boolean[]): boolean[] | null => {
    if (open.some((clause) => clause.length === 0)) return null
    if (values.length === count) return values
    const variable = values.length + 1
    const without = assume(open, -variable)
    return without.some((clause) => clause.length === 0)
      ? search(assume(open, variable), [...values, true])
      : search(without, [...values, false])
  }
  return search(clauses, [])
}
