example(() => solution.isPalindrome('Never odd or even'), true)
example(() => solution.isPalindrome('Madam, I am Adam!'), false)
example(() => solution.isPalindrome('1 2 1'), true)
example(() => solution.isPalindrome('race a car'), false)

/** The rule once more, written for clarity. */
function expected(text: string): boolean {
  const kept = text.replace(/[^0-9A-Za-z]+/g, '').toUpperCase()
  let [left, right] = [0, kept.length - 1]
  while (left < right && kept[left] === kept[right]) [left, right] = [left + 1, right - 1]
  return left >= right
}

check("isPalindrome('')", () => equal(solution.isPalindrome(''), true), 1)
check("isPalindrome('?!')", () => equal(solution.isPalindrome('?!'), true), 1)
check("isPalindrome('12')", () => equal(solution.isPalindrome('12'), false), 1)
check("isPalindrome('1a2')", () => equal(solution.isPalindrome('1a2'), false), 1)
check("isPalindrome('aB')", () => equal(solution.isPalindrome('aB'), false), 1)
check("isPalindrome('a1b2b1A')", () => equal(solution.isPalindrome('a1b2b1A'), true), 1)
check("isPalindrome('z a!Z')", () => equal(solution.isPalindrome('z a!Z'), true), 1)
check("isPalindrome('9x0')", () => equal(solution.isPalindrome('9x0'), false), 1)
check(
  'agrees with the plain rule (1)',
  (random) => {
    const text = random.text(0, 4, 'aA1 ,')
    equal(solution.isPalindrome(text), expected(text))
  },
  7,
)
check(
  'agrees with the plain rule (2)',
  (random) => {
    const text = ((half: string) =>
      half + random.pick(['', 'b', ' ', '7']) + [...half].reverse().join(''))(
      random.text(0, 5, 'abAB01 ,z9'),
    )
    equal(solution.isPalindrome(text), expected(text))
  },
  7,
)
