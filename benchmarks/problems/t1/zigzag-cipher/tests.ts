example(() => solution.zigzag('WEAREDISCOVERED', 3), 'WECRERDSOEEAIVD')
example(() => solution.zigzag('abcd', 2), 'acbd')
example(() => solution.zigzag('same', 1), 'same')

/** The rule once more, written for clarity. */
function expected(text: string, rails: number): string {
  const down = Array.from({ length: rails }, (_, i) => i)
  const path = [...down, ...down.slice(1, -1).reverse()]
  const order = [...text].map((c, i) => ({ c, rail: path[i % path.length]! }))
  return order
    .sort((a, b) => a.rail - b.rail)
    .map(({ c }) => c)
    .join('')
}

check("zigzag('', 3)", () => equal(solution.zigzag('', 3), ''), 1)
check("zigzag('ab', 5)", () => equal(solution.zigzag('ab', 5), 'ab'), 1)
check("zigzag('abcdefghij', 4)", () => equal(solution.zigzag('abcdefghij', 4), 'agbfhceidj'), 1)
check("zigzag('abc', 3)", () => equal(solution.zigzag('abc', 3), 'abc'), 1)
check(
  'agrees with the plain rule',
  (random) => {
    const text = random.text(0, 14)
    const rails = random.int(1, 5)
    equal(solution.zigzag(text, rails), expected(text, rails))
  },
  12,
)
