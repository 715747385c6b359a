export function bowlingScore(rolls: number[]): number {
  let score = 0
  let at = 0
  for (let frame = 0; frame < 10; frame++) {
    const [a, b, c] = [rolls[at]!, rolls[at + 1]!, rolls[at + 2]!]
    score += a === 10 ? a + b + c : a + b === 10 ? a + b + c + (rolls[at + 3] ?? 0) : a + b
    at += a === 10 ? 1 : 2
  }
  return score
}
