example(() => solution.assignJobs([[7], [7]]).filter((job) => job !== null), [7])
example(() => solution.assignJobs([[1, 2], [1]]), [2, 1])
example(() => solution.assignJobs([[], [4]]), [null, 4])

const most = ([first, ...others]: number[][], taken: number[]): number =>
  first === undefined
    ? 0
    : Math.max(
        most(others, taken),
        ...first
          .filter((job) => !taken.includes(job))
          .map((job) => 1 + most(others, [...taken, job])),
      )
const verify = (wishes: number[][]) => {
  const jobs = solution.assignJobs(wishes)
  const text = `${JSON.stringify(wishes)}: ${JSON.stringify(jobs)}`
  equal(jobs.length, wishes.length, text)
  ok(
    jobs.every((job, i) => job === null || wishes[i]?.includes(job)),
    text,
  )
  const given = jobs.filter((job) => job !== null)
  equal(new Set(given).size, given.length, text)
  equal(given.length, most(wishes, []), text)
}

check('nobody', () => equal(solution.assignJobs([]), []), 1)
check('job 0 is a job', () => equal(solution.assignJobs([[0], [0, 1]]), [0, 1]), 1)
check(
  'a chain of changes',
  () => equal(solution.assignJobs([[1, 2], [2, 3], [3, 4], [1]]), [2, 3, 4, 1]),
  1,
)
check('a chain that changes back', () => verify([[1, 2], [1, 3], [1], [2, 3]]), 1)
check(
  'nobody has fewer wishes',
  () =>
    verify([
      [1, 2],
      [3, 2],
      [1, 3],
    ]),
  1,
)
check('more people than jobs', () => verify([[1, 2], [1, 2], [2, 1], [1]]), 1)
check(
  'the same wish twice',
  () =>
    verify([
      [5, 5],
      [5, 6, 6],
    ]),
  1,
)
check(
  'as many as in any assignment',
  (random) => {
    verify(random.list(1, 6, () => random.list(0, 3, () => random.int(0, 5))))
  },
  30,
)
