example(() => solution.commonSubsequence('abcde', 'ace'), 'ace')
example(() => solution.commonSubsequence('house', 'ghost'), 'hos')
example(() => solution.commonSubsequence('abc', 'xyz'), '')
example(() => solution.commonSubsequence('ba', 'ab'), 'a')

const isPart = (part: string, text: string) => {
  let at = 0
  for (const char of text) if (part.charAt(at) === char) at++
  return at === part.length
}
const best = (a: string, b: string) => {
  let best = ''
  for (let bits = 0; bits < 2 ** a.length; bits++) {
    const part = [...a].filter((_, i) => bits & (1 << i)).join('')
    const isBetter = part.length > best.length || (part.length === best.length && part < best)
    if (isBetter && isPart(part, b)) best = part
  }
  return best
}
const verify = (a: string, b: string) =>
  equal(solution.commonSubsequence(a, b), best(a, b), `${a}, ${b}`)

check(
  'nothing',
  () => {
    equal(solution.commonSubsequence('', 'abc'), '')
    equal(solution.commonSubsequence('abc', ''), '')
  },
  1,
)
check('the same', () => equal(solution.commonSubsequence('same', 'same'), 'same'), 1)
check('not together', () => verify('axbxcx', 'yaybyc'), 1)
check(
  'the first match is no good',
  () => {
    verify('abcd', 'dabc')
    verify('dabc', 'abcd')
  },
  1,
)
check('in the order of both', () => verify('abc', 'cba'), 1)
check(
  'the alphabetically first',
  () => {
    equal(solution.commonSubsequence('cab', 'bca'), 'ca')
    equal(solution.commonSubsequence('dabc', 'cdba'), 'da')
  },
  1,
)
check('the best of all', (random) => verify(random.text(0, 8, 'abc'), random.text(0, 9, 'abc')), 30)
