/** Can the clauses hold at all? Branches on the shortest clause. */
function canHold(clauses: number[][]): boolean {
  let shortest = clauses[0]
  if (!shortest) return true
  for (const clause of clauses) if (clause.length < shortest.length) shortest = clause
  const literal = shortest[0]
  if (literal === undefined) return false
  const sides = shortest.length === 1 ? [literal] : [literal, -literal]
  return sides.some((side) => {
    const rest: number[][] = []
    for (const clause of clauses)
      if (!clause.includes(side)) rest.push(clause.filter((other) => other + side !== 0))
    return canHold(rest)
  })
}

/** Asks for each variable in turn whether it can be false with what is fixed before. */
export function solve(count: number, clauses: number[][]): boolean[] | null {
  const fixed = [...clauses]
  if (!canHold(fixed)) return null
  return Array.from({ length: count }, (_, i) => {
    const isTrue = !canHold([...fixed, [-(i + 1)]])
    fixed.push([isTrue ? i + 1 : -(i + 1)])
    return isTrue
  })
}
