export function assignJobs(wishes: number[][]): (number | null)[] {
  const holder = new Map<number, number>()
  /** Finds a job for the person, where need be by finding others one. */
  const place = (person: number, asked: Set<number>): boolean => {
    for (const job of wishes[person] ?? []) {
      if (asked.has(job)) continue
      asked.add(job)
      const other = holder.get(job)
      if (other !== undefined && !place(other, asked)) continue
      holder.set(job, person)
      return true
    }
    return false
  }
  const jobs: (number | null)[] = wishes.map(() => null)
  for (const person of wishes.keys()) place(person, new Set())
  for (const [job, person] of holder) jobs[person] = job
  return jobs
}
