import type { Lengths } from './signature.d.ts'

example(() => solution.lengths('abracadabra'), { a: 1, b: 3, c: 4, d: 4, r: 2 })
example(() => solution.codes({ a: 1, b: 3, c: 3, d: 2 }), { a: '0', d: '10', b: '110', c: '111' })
example(() => solution.encode('aaab'), '0001')
example(() => solution.decode('110010', { a: 1, b: 3, c: 3, d: 2 }), 'bad')
exampleThrows(() => solution.decode('011', { a: 1, b: 3, c: 3, d: 2 }))

/** Joins of the least two trees, each written as the list of its characters with their depths. */
function expectedLengths(text: string): Lengths {
  let trees = [...new Set(text)].map((c) => ({
    weight: [...text].filter((d) => d === c).length,
    depths: { [c]: 0 } as Lengths,
  }))
  const smallest = (depths: Lengths) => Object.keys(depths).reduce((a, b) => (a < b ? a : b))
  if (trees.length === 1) return { [text.charAt(0)]: 1 }
  while (trees.length > 1) {
    const takeLeast = () => {
      const weight = Math.min(...trees.map((tree) => tree.weight))
      const names = trees
        .filter((tree) => tree.weight === weight)
        .map(({ depths }) => smallest(depths))
      const least = trees.find(
        (tree) => tree.weight === weight && smallest(tree.depths) === names.sort()[0],
      )!
      trees = trees.filter((tree) => tree !== least)
      return least
    }
    const [a, b] = [takeLeast(), takeLeast()]
    const depths: Lengths = {}
    for (const [c, depth] of [...Object.entries(a.depths), ...Object.entries(b.depths)])
      depths[c] = depth + 1
    trees.push({ weight: a.weight + b.weight, depths })
  }
  return trees[0]?.depths ?? {}
}

check(
  'the empty text',
  () => equal([solution.lengths(''), solution.codes({}), solution.encode('')], [{}, {}, '']),
  1,
)
check(
  'one character',
  () => equal([solution.lengths('zzz'), solution.encode('zzz')], [{ z: 1 }, '000']),
  1,
)
check('nothing to decode', () => equal(solution.decode('', { a: 1 }), ''), 1)
check('no such code', () => throws(() => solution.decode('01', { a: 1 })), 1)
check(
  'digits as characters',
  () => equal(solution.codes({ 1: 2, 2: 2, a: 1 }), { 1: '10', 2: '11', a: '0' }),
  1,
)
check(
  'has the lengths of the described tree',
  (random) => {
    const text = random.text(0, 24, random.pick(['abc', 'edcba', 'aabcdefgh ']))
    equal(solution.lengths(text), expectedLengths(text))
  },
  20,
)
check(
  'codes have their lengths and follow one another',
  (random) => {
    const lengths = expectedLengths(random.text(2, 20, 'abcdefg'))
    const codes = solution.codes(lengths)
    equal(Object.keys(codes).sort(), Object.keys(lengths).sort())
    const inOrder = Object.keys(lengths).sort(
      (a, b) => lengths[a]! - lengths[b]! || (a < b ? -1 : 1),
    )
    let value = 0
    for (const [i, c] of inOrder.entries()) {
      equal(codes[c]!.length, lengths[c])
      const longer = lengths[c]! - (lengths[inOrder[i - 1] ?? c] ?? 0)
      if (i > 0) value = (value + 1) * 2 ** longer
      equal(Number.parseInt(codes[c]!, 2), value)
    }
  },
  10,
)
check(
  'there and back',
  (random) => {
    const text = random.text(0, 20, 'abcd e1')
    equal(solution.decode(solution.encode(text), solution.lengths(text)), text)
  },
  10,
)
