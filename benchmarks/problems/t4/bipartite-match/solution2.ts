export function assignJobs(wishes: number[][]): (number | null)[] {
  const count = (jobs: (number | null)[]) => jobs.filter((job) => job !== null).length
  const assign = (person: number, taken: Set<number>): (number | null)[] => {
    const own = wishes[person]
    if (!own) return []
    let best = [null, ...assign(person + 1, taken)]
    for (const job of own) {
      if (taken.has(job)) continue
      const jobs = [job, ...assign(person + 1, new Set([...taken, job]))]
      if (count(jobs) > count(best)) best = jobs
    }
    return best
  }
  return assign(0, new Set())
}
