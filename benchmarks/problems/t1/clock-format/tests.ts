example(() => solution.clock(75), '0:01:15')
example(() => solution.clock(3600), '1:00:00')
example(() => solution.clock(0), '0:00:00')

/** The rule once more, written for clarity. */
function expected(seconds: number): string {
  const rest = String(seconds % 60)
  const minutes = String(Math.floor((seconds % 3600) / 60))
  const pad = (text: string) => (text.length < 2 ? `0${text}` : text)
  return [String(Math.floor(seconds / 3600)), pad(minutes), pad(rest)].join(':')
}

check('clock(3599)', () => equal(solution.clock(3599), '0:59:59'), 1)
check('clock(86400)', () => equal(solution.clock(86400), '24:00:00'), 1)
check('clock(90061)', () => equal(solution.clock(90061), '25:01:01'), 1)
check('clock(360000)', () => equal(solution.clock(360000), '100:00:00'), 1)
check('clock(59)', () => equal(solution.clock(59), '0:00:59'), 1)
check('clock(60)', () => equal(solution.clock(60), '0:01:00'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const seconds = random.int(0, 20000)
    equal(solution.clock(seconds), expected(seconds))
  },
  16,
)
