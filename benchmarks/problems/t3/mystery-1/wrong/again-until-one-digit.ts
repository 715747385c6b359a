export function mystery(n: number): number {
  let rest = n
  while (rest > 9) rest = [...String(rest)].reduce((product, digit) => product * Number(digit), 1)
  return rest
}
