import type { Rule } from './signature.d.ts'

example(
  () =>
    solution.runMachine(
      [
        { from: 'off', on: 'p', to: 'on' },
        { from: 'on', on: 'p', to: 'off' },
      ],
      'off',
      'ppp',
    ),
  'on',
)
example(() => solution.runMachine([{ from: 'a', on: 'x', to: 'b' }], 'a', 'xx'), null)
example(
  () =>
    solution.runMachine(
      [
        { from: 'a', on: '*', to: 'a' },
        { from: 'a', on: 'q', to: 'b' },
      ],
      'a',
      'zq',
    ),
  'a',
)

/** The rule once more, written for clarity. */
function expected(rules: Rule[], start: string, input: string): string | null {
  return input.split('').reduce<string | null>((state, c) => {
    const fitting = rules.filter((rule) => rule.from === state && ['*', c].includes(rule.on))
    return fitting.length > 0 ? fitting[0]!.to : null
  }, start)
}

check("runMachine([], 's', '')", () => equal(solution.runMachine([], 's', ''), 's'), 1)
check("runMachine([], 's', 'x')", () => equal(solution.runMachine([], 's', 'x'), null), 1)
check(
  "runMachine([{ from: 'a', on: 'q', to: 'b' }, { from: 'a', on: '*', t...)",
  () =>
    equal(
      solution.runMachine(
        [
          { from: 'a', on: 'q', to: 'b' },
          { from: 'a', on: '*', to: 'a' },
          { from: 'b', on: '*', to: 'b' },
        ],
        'a',
        'xxqx',
      ),
      'b',
    ),
  1,
)
check(
  "runMachine([{ from: 'b', on: 'x', to: 'c' }, { from: 'a', on: 'x', t...)",
  () =>
    equal(
      solution.runMachine(
        [
          { from: 'b', on: 'x', to: 'c' },
          { from: 'a', on: 'x', to: 'd' },
        ],
        'a',
        'x',
      ),
      'd',
    ),
  1,
)
check(
  "runMachine([{ from: 'a', on: '*', to: 'b' }], 'a', '*')",
  () => equal(solution.runMachine([{ from: 'a', on: '*', to: 'b' }], 'a', '*'), 'b'),
  1,
)
check(
  'agrees with the plain rule',
  (random) => {
    const rules: Rule[] = random.list(2, 6, () => ({
      from: random.pick(['a', 'b']),
      on: random.pick(['x', 'y', '*']),
      to: random.pick(['a', 'b']),
    }))
    const start = 'a'
    const input = random.text(0, 5, 'xxy')
    equal(solution.runMachine(rules, start, input), expected(rules, start, input))
  },
  20,
)
