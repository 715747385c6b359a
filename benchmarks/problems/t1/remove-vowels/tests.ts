example(() => solution.removeVowels('benchmark'), 'bnchmrk')
example(() => solution.removeVowels('AUDIO Order'), 'D rdr')
example(() => solution.removeVowels('rhythm'), 'rhythm')

/** The rule once more, written for clarity. */
function expected(text: string): string {
  return text.split(/[aeiouAEIOU]/).join('')
}

check("removeVowels('')", () => equal(solution.removeVowels(''), ''), 1)
check("removeVowels('aeiou')", () => equal(solution.removeVowels('aeiou'), ''), 1)
check("removeVowels('You, I & y')", () => equal(solution.removeVowels('You, I & y'), 'Y,  & y'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 14, 'aeiouAEIOUbcdyYxz ,')
    equal(solution.removeVowels(text), expected(text))
  },
  12,
)
