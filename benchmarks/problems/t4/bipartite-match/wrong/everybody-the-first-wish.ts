export function assignJobs(wishes: number[][]): (number | null)[] {
  return wishes.map(([job]) => job ?? null)
}
