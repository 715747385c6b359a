export function assignJobs(wishes: number[][]): (number | null)[] {
  const jobs: (number | null)[] = wishes.map(() => null)
  const order = [...wishes.keys()].sort((a, b) => wishes[a]!.length - wishes[b]!.length)
  for (const person of order)
    jobs[person] = wishes[person]!.find((job) => !jobs.includes(job)) ?? null
  return jobs
}
