example(() => solution.compareVersions('1.2.3', '1.2.4'), -1)
example(() => solution.compareVersions('1.10.0', '1.9.9'), 1)
example(() => solution.compareVersions('2.0.0', '2.0.0'), 0)

/** The rule once more, written for clarity. */
function expected(a: string, b: string): number {
  const pad = (version: string) =>
    version
      .split('.')
      .map((part) => part.padStart(6, '0'))
      .join('.')
  const [x, y] = [pad(a), pad(b)]
  return x === y ? 0 : x < y ? -1 : 1
}

check(
  "compareVersions('10.0.0', '9.9.9')",
  () => equal(solution.compareVersions('10.0.0', '9.9.9'), 1),
  1,
)
check(
  "compareVersions('0.1.5', '0.2.1')",
  () => equal(solution.compareVersions('0.1.5', '0.2.1'), -1),
  1,
)
check(
  "compareVersions('1.0.2', '1.1.1')",
  () => equal(solution.compareVersions('1.0.2', '1.1.1'), -1),
  1,
)
check(
  "compareVersions('3.0.0', '1.9.9')",
  () => equal(solution.compareVersions('3.0.0', '1.9.9'), 1),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const a = [random.int(0, 2), random.int(8, 11), random.int(0, 11)].join('.')
    const b = [random.int(0, 2), random.int(8, 11), random.int(0, 11)].join('.')
    equal(solution.compareVersions(a, b), expected(a, b))
  },
  16,
)
