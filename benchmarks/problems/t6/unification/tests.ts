import type { Replacements, Term } from './signature.d.ts'

example(() => solution.unify(['f', 'X', ['a']], ['f', ['b'], 'Y']), { X: ['b'], Y: ['a'] })
example(() => solution.unify(['f', 'Y', 'Y'], ['f', 'X', ['g', 'Z']]), {
  X: ['g', 'Z'],
  Y: ['g', 'Z'],
})
example(() => solution.unify('X', ['f', 'X']), null)
example(() => solution.unify('B', 'A'), { B: 'A' })
example(
  () => solution.substitute(['f', 'X', 'Y'], { X: ['g', 'Y'], Y: ['a'] }),
  ['f', ['g', 'Y'], ['a']],
)

const variables = ['X', 'Y', 'Z', 'W']

const make = (random: Random, depth: number): Term => {
  if (depth === 0 || random.bool(0.4)) return random.pick<Term>([...variables, ['a'], ['b']])
  const name = random.pick(['f', 'g'])
  return name === 'f'
    ? [name, make(random, depth - 1), make(random, depth - 1)]
    : [name, make(random, depth - 1)]
}

const put = (term: Term, values: Replacements): Term => {
  if (typeof term === 'string') return values[term] ?? term
  return [term[0]!, ...term.slice(1).map((item) => put(item, values))]
}

const namesIn = (term: Term): string[] =>
  typeof term === 'string' ? [term] : term.slice(1).flatMap(namesIn)

/** Replaces one variable after the other, as long as a pair of places differs. */
function expected(a: Term, b: Term): Replacements | null {
  const firstDifference = (x: Term, y: Term): [Term, Term] | null => {
    if (typeof x === 'string' || typeof y === 'string') return x === y ? null : [x, y]
    if (x[0] !== y[0] || x.length !== y.length) return [x, y]
    for (let i = 1; i < x.length; i++) {
      const inner = firstDifference(x[i]!, y[i]!)
      if (inner) return inner
    }
    return null
  }
  const difference = firstDifference(a, b)
  if (!difference) return {}
  const [name, term] = difference.sort((x, y) => {
    if (typeof x !== typeof y) return typeof x === 'string' ? -1 : 1
    return x > y ? -1 : 1
  })
  if (typeof name !== 'string' || namesIn(term).includes(name)) return null
  const rest = expected(put(a, { [name]: term }), put(b, { [name]: term }))
  return rest && { ...rest, [name]: put(term, rest) }
}

check(
  'the same',
  () => equal([solution.unify('X', 'X'), solution.unify(['a'], ['a'])], [{}, {}]),
  1,
)
check(
  'different names or lengths',
  () =>
    equal(
      [
        solution.unify(['a'], ['b']),
        solution.unify(['f', 'X'], ['f', 'X', 'Y']),
        solution.unify(['f', 'X', 'Y'], ['f', 'X']),
      ],
      [null, null, null],
    ),
  1,
)
check(
  'a term on either side',
  () =>
    equal([solution.unify('X', ['a']), solution.unify(['a'], 'X')], [{ X: ['a'] }, { X: ['a'] }]),
  1,
)
check(
  'contains itself by way of another',
  () => equal(solution.unify(['f', 'X', 'Y'], ['f', ['g', 'Y'], ['g', 'X']]), null),
  1,
)
check(
  'the earliest of three stays',
  () => equal(solution.unify(['f', 'Z', 'Y', 'Z'], ['f', 'Y', 'X', 'X']), { Y: 'X', Z: 'X' }),
  1,
)
check(
  'a variable must not be two things',
  () => equal(solution.unify(['f', 'X', 'X'], ['f', ['a'], ['b']]), null),
  1,
)
check(
  'replaces later finds in earlier ones',
  () =>
    equal(solution.unify(['f', 'X', 'Y', 'Z'], ['f', ['g', 'Y'], ['g', 'Z'], ['a']]), {
      X: ['g', ['g', ['a']]],
      Y: ['g', ['a']],
      Z: ['a'],
    }),
  1,
)
check(
  'and earlier finds by later ones',
  () =>
    equal(solution.unify(['f', 'Y', 'X', 'Y'], ['f', ['a'], ['g', 'Y'], 'Y']), {
      X: ['g', ['a']],
      Y: ['a'],
    }),
  1,
)
check(
  'chains of variables in any order',
  (random) => {
    // Each variable is a term of later ones.
    const pairs = variables.map((name, i): [Term, Term] => {
      const later: Term[] = [...variables.slice(i + 1), ['a']]
      return [name, random.bool(0.3) ? ['a'] : ['f', random.pick(later), random.pick(later)]]
    })
    const inOrder = random.shuffle(pairs).map((pair) => (random.bool() ? pair : [pair[1], pair[0]]))
    const side = (place: number): Term => ['h', ...inOrder.map((pair) => pair[place]!)]
    equal(solution.unify(side(0), side(1)), expected(side(0), side(1)))
  },
  10,
)
check(
  'finds the most general replacement',
  (random) => {
    const a = make(random, 3)
    // Half of the partners are made out of the term itself, so that many can be made equal.
    const values: Replacements = { X: make(random, 1), Y: make(random, 1), Z: 'W' }
    const b = random.bool() ? put(a, values) : make(random, 3)
    equal(solution.unify(a, b), expected(a, b))
  },
  40,
)
check(
  'replaces once',
  (random) => {
    const term = make(random, 3)
    const values: Replacements = { X: make(random, 2), Y: make(random, 1) }
    equal(solution.substitute(term, values), put(term, values))
  },
  15,
)
