export function digitalRoot(n: number): number {
  let rest = n
  while (rest > 9) rest = [...String(rest)].reduce((sum, digit) => sum + Number(digit), 0)
  return rest
}
