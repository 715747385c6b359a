export function brackets(pairs: number): string[] {
  if (pairs === 0) return ['']
  return brackets(pairs - 1)
    .flatMap((rest) => (rest === '' ? ['()'] : [`()${rest}`, `(${rest})`]))
    .sort()
}
