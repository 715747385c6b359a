export function bowlingScore(rolls: number[]): number {
  const play = (rest: number[], frames: number): number => {
    if (frames === 0) return 0
    const [a = 0, b = 0, c = 0] = rest
    if (a === 10) return 10 + b + c + play(rest.slice(1), frames - 1)
    return a + b + (a + b === 10 ? c : 0) + play(rest.slice(2), frames - 1)
  }
  return play(rolls, 10)
}
