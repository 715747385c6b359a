export function longestIncreasing(list: number[]): number[] {
  let best: number[] = []
  let run: number[] = []
  for (const n of list) {
    run = run.length > 0 && n > run.at(-1)! ? [...run, n] : [n]
    if (run.length > best.length) best = run
  }
  return best
}
