example(() => solution.countVowels('hello'), 2)
example(() => solution.countVowels('AEIOU'), 5)
example(() => solution.countVowels('sky'), 0)

/** The rule once more, written for clarity. */
function expected(text: string): number {
  let count = 0
  for (const letter of text)
    if (['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'].includes(letter)) count++
  return count
}

check("countVowels('')", () => equal(solution.countVowels(''), 0), 1)
check("countVowels('Unicorn Eye')", () => equal(solution.countVowels('Unicorn Eye'), 5), 1)
check("countVowels('oooo')", () => equal(solution.countVowels('oooo'), 4), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 14, 'aeiouAEIOUbcdyYxz ')
    equal(solution.countVowels(text), expected(text))
  },
  12,
)
