example(() => {
  const { literal, sequence, run } = solution
  return run(sequence([literal('a'), literal('bc')]), 'abc')
}, ['a', 'bc'])
example(() => {
  const { oneOf, many, map, literal, run } = solution
  const number = map(many(oneOf('0123456789'), null), (digits) => Number(digits.join('')))
  return run(many(number, literal(',')), '12,7,300')
}, [12, 7, 300])
example(() => solution.many(solution.literal('a'), solution.literal(','))('a,a,b', 0), {
  value: ['a', 'a'],
  end: 3,
})
exampleThrows(() => solution.run(solution.literal('a'), 'ab'))

check(
  'words',
  () =>
    equal(
      [
        solution.literal('bc')('abcd', 1),
        solution.literal('bc')('abcd', 0),
        solution.literal('bc')('ab', 1),
      ],
      [{ value: 'bc', end: 3 }, null, null],
    ),
  1,
)
check('the empty word', () => equal(solution.literal('')('ab', 2), { value: '', end: 2 }), 1)
check(
  'one character',
  () =>
    equal(
      [solution.oneOf('xy')('ay', 1), solution.oneOf('xy')('ay', 0), solution.oneOf('xy')('a', 1)],
      [{ value: 'y', end: 2 }, null, null],
    ),
  1,
)
check(
  'no parsers',
  () =>
    equal(
      [solution.sequence([])('a', 1), solution.choice([])('a', 0)],
      [{ value: [], end: 1 }, null],
    ),
  1,
)
check(
  'the first that fits',
  () => {
    const { choice, literal } = solution
    equal(choice([literal('x'), literal('a'), literal('ab')])('ab', 0), { value: 'a', end: 1 })
  },
  1,
)
check(
  'rounds without characters end',
  () => {
    const { many, literal } = solution
    equal(many(literal(''), null)('ab', 1), { value: [], end: 1 })
    equal(many(many(literal('a'), null), null)('aab', 0), { value: [['a', 'a']], end: 2 })
  },
  1,
)
check(
  'a separator alone is a character',
  () => {
    const { many, literal, choice } = solution
    const maybe = choice([literal('a'), literal('')])
    equal(many(maybe, literal(','))('a,,b', 0), { value: ['a', '', ''], end: 3 })
  },
  1,
)
check(
  'gives nothing back',
  () => {
    const { many, literal, sequence } = solution
    const words = many(literal('a'), null)
    equal(sequence<string | string[]>([words, literal('a')])('aaa', 0), null)
  },
  1,
)
check(
  'does not fit',
  () => {
    throws(() => solution.run(solution.literal('b'), 'a'))
    throws(() => solution.run(solution.literal('b'), ''))
  },
  1,
)
check(
  'reads nested lists',
  (random) => {
    const { literal, sequence, choice, many, map, oneOf, run } = solution
    type Tree = string | Tree[]
    type Read = (text: string, at: number) => { value: Tree; end: number } | null
    const leaf: Read = map(many(oneOf('abc'), null), (letters) => letters.join(''))
    // Three levels are all that the texts have.
    let tree: Read = leaf
    for (let level = 0; level < 3; level++) {
      const parts: Read[] = [literal('('), many(tree, literal(' ')), literal(')')]
      tree = choice([map(sequence(parts), ([, list]) => list ?? ''), leaf])
    }
    const make = (depth: number): Tree =>
      depth === 0 || random.bool(0.3)
        ? random.text(1, 3, 'abc')
        : random.list(1, 3, () => make(depth - 1))
    const write = (node: Tree): string =>
      typeof node === 'string' ? node : `(${node.map(write).join(' ')})`
    const made = make(2)
    equal(run(tree, write(made)), made)
  },
  4,
)
