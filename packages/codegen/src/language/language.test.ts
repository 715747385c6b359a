import { expect, test } from 'vitest'
import { compile, OutOfFuel } from './evaluate.ts'
import {
  flatten,
  legalSymbols,
  productionOf,
  productions,
  type Signature,
  unflatten,
} from './grammar.ts'
import { readTerm, showTerm } from './notation.ts'
import { render } from './render.ts'
import type { Type } from './type.ts'

/** `N,n>n` and a program in the short notation. */
function programOf(types: string, notation: string) {
  const [given = '', result = 'n'] = types.split('>')
  const parameters = given === '' ? [] : (given.split(',') as Type[])
  const signature: Signature = { parameters, result: result as Type, numbers: [42], strings: [] }
  const term = readTerm(notation, signature)
  return { signature, term, run: compile(term, parameters.length) }
}

/** The body of the printed function. */
function bodyOf(types: string, notation: string, signature: string, ...parameters: string[]) {
  const { term } = programOf(types, notation)
  const source = render(term, { signature: `export function f${signature}`, parameters })
  const lines = source.split('\n').slice(1, -2)
  return lines.map((line) => line.replace(/^ {2}/, '')).join('\n')
}

test('a program runs, prints and comes back from its row of symbols and from its notation', () => {
  const notation = 'reduce:N:n(map:N:N(p0, mul(x0, p1)), 42, add(x1, x0))'
  const { signature, term, run } = programOf('N,n>n', notation)
  expect(run([[1, 2, 3], 10])).toBe(102)
  expect(bodyOf('N,n>n', notation, '(list: number[], k: number): number', 'list', 'k')).toBe(
    'return list.map((x) => x * k).reduce((sum, x) => sum + x, 42)',
  )
  expect(unflatten(flatten(term, signature), signature)).toEqual(term)
  expect(showTerm(term, 2)).toBe(notation)
})

test('only symbols of the wanted type are legal', () => {
  for (const id of legalSymbols('b', ['N', 'n'], {
    parameters: ['N', 'n'],
    result: 'b',
    numbers: [],
    strings: [],
  })) {
    const production = productionOf(id)
    if (production) expect(production.gives).toBe('b')
  }
})

test('names of productions are unique and their weights positive', () => {
  expect(new Set(productions.map(({ name }) => name)).size).toBe(productions.length)
  for (const { weight } of productions) expect(weight).toBeGreaterThan(0)
})

test('loops print as statements with short assignments', () => {
  expect(bodyOf('n>n', 'loop2(p0, 0, 1, x0, add(x1, x0))', '(n: number): number', 'n')).toBe(
    'let a = 0\nlet b = 1\nfor (let i = 0; i < n; i++) [a, b] = [b, a + b]\nreturn a',
  )
  expect(bodyOf('n>n', 'for:n(1, p0, 0, add(x1, mul(x0, x0)))', '(n: number): number', 'n')).toBe(
    'let total = 0\nfor (let i = 1; i <= n; i++) total += i * i\nreturn total',
  )
})

test('a long choice returns early, a short one stays an expression', () => {
  const fizz =
    'if:s(divides(p0, 15), "FizzBuzz", if:s(divides(p0, 3), "Fizz", if:s(divides(p0, 5), "Buzz", str(p0))))'
  expect(bodyOf('n>s', fizz, '(n: number): string', 'n')).toBe(
    "if (n % 15 === 0) return 'FizzBuzz'\nif (n % 3 === 0) return 'Fizz'\nreturn n % 5 === 0 ? 'Buzz' : String(n)",
  )
  expect(bodyOf('n>n', 'if:n(lt(p0, 0), neg(p0), p0)', '(n: number): number', 'n')).toBe(
    'return n < 0 ? -n : n',
  )
})

test('a readonly list is copied where it becomes the result, and only there', () => {
  const choice = 'if:N(lt(len:N(p0), 2), p0, sort:N(p0))'
  expect(bodyOf('N>N', choice, '(list: readonly number[]): number[]', 'list')).toBe(
    'return list.length < 2 ? [...list] : list.toSorted((a, b) => a - b)',
  )
  expect(bodyOf('N>N', choice, '(list: number[]): number[]', 'list')).toBe(
    'return list.length < 2 ? list : list.toSorted((a, b) => a - b)',
  )
})

test('a test against a constant is no type guard, and a condition leaves no type of one value', () => {
  expect(bodyOf('N>N', 'filter:N(p0, eq(x0, 3))', '(list: number[]): number[]', 'list')).toBe(
    'return list.filter((x): boolean => x === 3)',
  )
  expect(bodyOf('n>b', 'and(eq(p0, 1), eq(p0, 2))', '(n: number): boolean', 'n')).toBe(
    'return n === 1 && Number(n) === 2',
  )
})

test('a program that never ends, grows too large or depends on the engine has no value', () => {
  expect(() => programOf('n>n', 'firstFrom(p0, false)').run([0])).toThrow(OutOfFuel)
  expect(() => programOf('n>N', 'range(p0)').run([1e9])).toThrow(OutOfFuel)
  expect(() => programOf('s>s', 'repeat(p0, 100000)').run(['ab'])).toThrow(OutOfFuel)
  expect(() => programOf('N>N', 'sort:N(p0)').run([[1, Number.NaN]])).toThrow(OutOfFuel)
})

test('what a program is given stays as it was', () => {
  const list = [3, 1, 2]
  expect(programOf('N>N', 'reverse:N(sort:N(p0))').run([list])).toEqual([3, 2, 1])
  expect(list).toEqual([3, 1, 2])
})

test('the notation refuses what is no program', () => {
  expect(() => programOf('n>n', 'add(p0)')).toThrow(RangeError)
  expect(() => programOf('n>n', 'upper(p0)')).toThrow(RangeError)
  expect(() => programOf('n>n', 'nothing(p0)')).toThrow(RangeError)
  expect(() => programOf('n>n', 'p0 p0')).toThrow(RangeError)
})
