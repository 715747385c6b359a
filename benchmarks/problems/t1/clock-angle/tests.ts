example(() => solution.clockAngle(3, 0), 90)
example(() => solution.clockAngle(12, 30), 165)
example(() => solution.clockAngle(18, 0), 180)

/** The rule once more, written for clarity. */
function expected(hour: number, minute: number): number {
  let apart = Math.abs(((60 * hour + minute) % 720) - 12 * minute) / 2
  while (apart > 180) apart = Math.abs(360 - apart)
  return apart
}

check('clockAngle(0, 0)', () => close(solution.clockAngle(0, 0), 0), 1)
check('clockAngle(23, 59)', () => close(solution.clockAngle(23, 59), 5.5), 1)
check('clockAngle(11, 59)', () => close(solution.clockAngle(11, 59), 5.5), 1)
check('clockAngle(1, 0)', () => close(solution.clockAngle(1, 0), 30), 1)
check('clockAngle(13, 5)', () => close(solution.clockAngle(13, 5), 2.5), 1)
check('clockAngle(6, 0)', () => close(solution.clockAngle(6, 0), 180), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const hour = random.int(0, 23)
    const minute = random.int(0, 59)
    close(solution.clockAngle(hour, minute), expected(hour, minute))
  },
  20,
)
