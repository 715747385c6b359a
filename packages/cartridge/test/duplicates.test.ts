import { expect, it } from 'vitest'
import { findDuplicates, shapesOf } from '../bin/duplicates.ts'

const lines = (count: number, word: string) =>
  Array.from(
    { length: count },
    (_, i) => `const ${word}${'x'.repeat(i)} = [${i}].map(${'('.repeat(i)}`,
  )

it('sees through new names, texts, numbers, comments and lay-out', () => {
  expect(shapesOf("const total = add(1, 'x') // sum\n}\n")).toEqual(
    shapesOf('/* other */ const   sum = plus( 20 , "longer text" )\n'),
  )
})

it('tells different statements apart', () => {
  expect(shapesOf('return a + b')).not.toEqual(shapesOf('return a - b'))
  expect(shapesOf('if (a) b()')).not.toEqual(shapesOf('while (a) b()'))
})

it('finds a renamed twin and says how much of the smaller one it is', () => {
  const original = lines(20, 'a').join('\n')
  const twin = lines(20, 'bb').join('\n').replaceAll('map', 'filter')
  const found = findDuplicates(
    new Map([
      ['a', original],
      ['b', twin],
      ['c', 'const c = 1'],
    ]),
  )
  expect(found).toEqual([{ a: 'a', b: 'b', share: 1 }])
})

it('lets cartridges share less than a fifth', () => {
  const [head, tail] = [lines(9, 'a'), Array.from({ length: 40 }, (_, i) => `call${'('.repeat(i)}`)]
  const other = Array.from({ length: 40 }, (_, i) => `new Thing${'{'.repeat(i)}`)
  const sources = new Map([
    ['a', [...head, ...tail].join('\n')],
    ['b', [...head, ...other].join('\n')],
  ])
  expect(findDuplicates(sources)).toEqual([])
  expect(findDuplicates(sources, 0.01)).toHaveLength(1)
})
