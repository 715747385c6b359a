export function yearLength(year: number): number {
  const isLong = year % 500 === 0 || (year % 100 !== 0 && (year % 2 === 1 || year % 10 === 0))
  return isLong ? 669 : 668
}

export function yearOf(sol: number): number {
  let year = 0
  let rest = sol
  while (rest > yearLength(year)) rest -= yearLength(year++)
  return year
}
