import type { Step } from './signature.d.ts'

example(
  () => solution.diff(['a', 'b', 'c'], ['a', 'x', 'c']),
  [
    { op: '=', line: 'a' },
    { op: '-', line: 'b' },
    { op: '+', line: 'x' },
    { op: '=', line: 'c' },
  ],
)
example(() => solution.diff([], ['a']), [{ op: '+', line: 'a' }])
example(
  () =>
    solution.apply(
      ['a', 'b'],
      [
        { op: '-', line: 'a' },
        { op: '=', line: 'b' },
        { op: '+', line: 'c' },
      ],
    ),
  ['b', 'c'],
)
exampleThrows(() => solution.apply(['a'], [{ op: '=', line: 'b' }]))

/** Length of a longest common subsequence, by trying all choices. */
function longest(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  if (a[0] === b[0]) return 1 + longest(a.slice(1), b.slice(1))
  return Math.max(longest(a.slice(1), b), longest(a, b.slice(1)))
}

const linesOf = (script: Step[], op: Step['op']) =>
  script.filter((step) => step.op === '=' || step.op === op).map(({ line }) => line)

check(
  'nothing to compare',
  () => equal([solution.diff([], []), solution.apply([], [])], [[], []]),
  1,
)
check(
  'equal lists',
  () =>
    equal(solution.diff(['a', 'a'], ['a', 'a']), [
      { op: '=', line: 'a' },
      { op: '=', line: 'a' },
    ]),
  1,
)
check('empty lines are lines', () => equal(solution.diff([''], []), [{ op: '-', line: '' }]), 1)
check(
  'scripts that do not fit',
  () => {
    throws(() => solution.apply(['a', 'b'], [{ op: '=', line: 'a' }]))
    throws(() => solution.apply([], [{ op: '-', line: 'a' }]))
    throws(() => solution.apply(['a'], [{ op: '-', line: 'b' }]))
    throws(() => solution.apply(['a'], []))
  },
  1,
)
check(
  'inserted lines are not looked at',
  () =>
    equal(
      solution.apply(
        [],
        [
          { op: '+', line: 'x' },
          { op: '+', line: 'y' },
        ],
      ),
      ['x', 'y'],
    ),
  1,
)
check(
  'keeps as many lines as possible, in order',
  (random) => {
    const alphabet = random.pick(['ab', 'abc', 'abcd'])
    const [before, after] = [[...random.text(0, 7, alphabet)], [...random.text(0, 7, alphabet)]]
    const script = solution.diff(before, after)
    equal([linesOf(script, '-'), linesOf(script, '+')], [before, after])
    equal(script.filter(({ op }) => op === '=').length, longest(before, after))
    ok(script.every(({ op }, i) => op !== '-' || script[i - 1]?.op !== '+'))
    equal(solution.apply(before, script), after)
  },
  30,
)
