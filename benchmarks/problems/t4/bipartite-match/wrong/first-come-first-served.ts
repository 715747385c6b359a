export function assignJobs(wishes: number[][]): (number | null)[] {
  const taken = new Set<number>()
  return wishes.map((own) => {
    const job = own.find((one) => !taken.has(one)) ?? null
    if (job !== null) taken.add(job)
    return job
  })
}
