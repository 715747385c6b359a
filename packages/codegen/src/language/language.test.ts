import { expect, test } from 'vitest'
import { compile } from './evaluate.ts'
import { flatten, legalSymbols, productionOf, type Signature, unflatten } from './grammar.ts'
import { render } from './render.ts'
import type { Term } from './term.ts'

const signature: Signature = { parameters: ['N', 'n'], result: 'n', numbers: [42], strings: [] }
const call = (name: string, ...parts: Term[]): Term => {
  for (let id = 0; id < 1000; id++) {
    const production = productionOf(id)
    if (production?.name === name) return { kind: 'call', production, parts }
  }
  throw new Error(name)
}
const variable = (index: number, type: 'n' | 'N'): Term => ({ kind: 'variable', index, type })

const program = call(
  'reduce:N:n',
  call('map:N:N', variable(0, 'N'), call('mul', variable(2, 'n'), variable(1, 'n'))),
  { kind: 'constant', value: 42, type: 'n' },
  call('add', variable(2, 'n'), variable(3, 'n')),
)

test('a program runs, prints and comes back from its row of symbols', () => {
  expect(compile(program, 2)([[1, 2, 3], 10])).toBe(102)
  const source = render(program, {
    signature: 'export function f(list: number[], k: number): number',
    parameters: ['list', 'k'],
  })
  expect(source).toBe(
    'export function f(list: number[], k: number): number {\n  return list.map((x) => x * k).reduce((sum, x) => sum + x, 42)\n}\n',
  )
  expect(unflatten(flatten(program, signature), signature)).toEqual(program)
})

test('only symbols of the wanted type are legal', () => {
  for (const id of legalSymbols('b', ['N', 'n'], signature)) {
    const production = productionOf(id)
    if (production) expect(production.gives).toBe('b')
  }
})
