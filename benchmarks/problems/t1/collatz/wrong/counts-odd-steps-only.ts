export function collatz(n: number): number {
  let steps = 0
  for (let x = n; x !== 1; x = x % 2 === 0 ? x / 2 : 3 * x + 1) if (x % 2 === 1) steps++
  return steps
}
