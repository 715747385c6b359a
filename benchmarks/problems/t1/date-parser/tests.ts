example(() => solution.dayOfYear('2024-03-01'), 61)
example(() => solution.dayOfYear('2023-12-31'), 365)
example(() => solution.dayOfYear('2023-02-29'), null)
example(() => solution.dayOfYear('24-1-1'), null)

/** The rule once more, written for clarity. */
function expected(date: string): number | null {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date)) return null
  const year = Number(date.slice(0, 4))
  const time = new Date(`${date}T00:00:00.000Z`).getTime()
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return null
  const start = new Date(`${String(year).padStart(4, '0')}-01-01T00:00:00.000Z`).getTime()
  return (time - start) / 86400000 + 1
}

check("dayOfYear('1900-02-29')", () => equal(solution.dayOfYear('1900-02-29'), null), 1)
check("dayOfYear('2000-02-29')", () => equal(solution.dayOfYear('2000-02-29'), 60), 1)
check("dayOfYear('2000-12-31')", () => equal(solution.dayOfYear('2000-12-31'), 366), 1)
check("dayOfYear('2024-13-01')", () => equal(solution.dayOfYear('2024-13-01'), null), 1)
check("dayOfYear('2024-00-10')", () => equal(solution.dayOfYear('2024-00-10'), null), 1)
check("dayOfYear('2024-05-00')", () => equal(solution.dayOfYear('2024-05-00'), null), 1)
check("dayOfYear('2024-04-31')", () => equal(solution.dayOfYear('2024-04-31'), null), 1)
check("dayOfYear('2023-1-01')", () => equal(solution.dayOfYear('2023-1-01'), null), 1)
check("dayOfYear('2023-01-1')", () => equal(solution.dayOfYear('2023-01-1'), null), 1)
check("dayOfYear(' 2023-01-01')", () => equal(solution.dayOfYear(' 2023-01-01'), null), 1)
check("dayOfYear('2023-07-31')", () => equal(solution.dayOfYear('2023-07-31'), 212), 1)
check("dayOfYear('2023-08-31')", () => equal(solution.dayOfYear('2023-08-31'), 243), 1)
check("dayOfYear('2023-10-31')", () => equal(solution.dayOfYear('2023-10-31'), 304), 1)
check("dayOfYear('2023-11-30')", () => equal(solution.dayOfYear('2023-11-30'), 334), 1)
check("dayOfYear('2023-01-32')", () => equal(solution.dayOfYear('2023-01-32'), null), 1)
check("dayOfYear('2023-06-31')", () => equal(solution.dayOfYear('2023-06-31'), null), 1)
check("dayOfYear('2023-09-31')", () => equal(solution.dayOfYear('2023-09-31'), null), 1)
check("dayOfYear('2023-11-31')", () => equal(solution.dayOfYear('2023-11-31'), null), 1)
check("dayOfYear('2023-03-32')", () => equal(solution.dayOfYear('2023-03-32'), null), 1)
check("dayOfYear('2023-05-32')", () => equal(solution.dayOfYear('2023-05-32'), null), 1)
check("dayOfYear('2023-12-32')", () => equal(solution.dayOfYear('2023-12-32'), null), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const date = `${random.pick(['1900', '2000', '2023', '2024'])}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 31)).padStart(2, '0')}`
    equal(solution.dayOfYear(date), expected(date))
  },
  24,
)
