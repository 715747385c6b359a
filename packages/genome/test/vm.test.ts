import { describe, expect, it } from 'vitest'
import {
  effectsOf,
  GenomeRunError,
  GenomeTypeError,
  parse,
  printValue,
  run,
  tensorValue,
  type Value,
} from '../src/index.ts'

const result = (text: string, input?: Value) =>
  printValue(null, run(parse(text), input ? { input } : {}).value)
const codeOf = (text: string, gas = 1_000_000) => {
  try {
    run(parse(text), { gas })
  } catch (error) {
    if (error instanceof GenomeRunError || error instanceof GenomeTypeError) return error.code
    throw error
  }
  return 'ran'
}

describe('machine', () => {
  it.each([
    ['call(fn (x: int) => mul(x, x), 7)', '49'],
    ['add(2, 3) >> 10', '10'],
    ['add(2, 3) >> mul(it, 10)', '50'],
    ['2 >> residual(mul(it, 3))', '8'],
    ['1 >> repeat(10, mul(it, 2))', '1024'],
    ['3 >> (it | neg)', '(3, -3)'],
    ['(7 | 2) >> div', '3'],
    ['div(-7, 2) | mod(-7, 2)', '(-3, -1)'],
    ['let a = 2, b = add(a, 1) in mul(a, b)', '6'],
    ['let n = 5 in map(fn (x: int) => add(x, n), range(3))', '[5, 6, 7]'],
    ['fold(fn (p: (int, int)) => add, 0, range(5))', '10'],
    ['scan(fn (p: (int, int)) => add, 0, list(1, 2, 3))', '[1, 3, 6]'],
    ['while(fn (x: int) => less(x, 100), fn (x: int) => mul(x, 2), 1)', '128'],
    ['call(compose(fn (x: int) => mul(x, 2), fn (x: int) => add(x, 1)), 5)', '11'],
    ['cond(true, 1, div(1, 0))', '1'],
    ['filter(fn (x: int) => equal(mod(x, 2), 0), range(6))', '[0, 2, 4]'],
    ['type_of((1 | 2.5))', '"(int, float)"'],
    ['slice(join(list(1, 2), list(3)), 1, 3)', '[2, 3]'],
  ])('%s is %s', (text, value) => {
    expect(result(text)).toBe(value)
  })

  it('computes tensors with broadcasting', () => {
    const x = tensorValue([2, 3], [1, 2, 3, 4, 5, 6])
    expect(result('fn (x: f32[2, 3]) => mul(x, sum_last(x))', x)).toBe(
      'f32[2, 3](6.0, 12.0, 18.0, 60.0, 75.0, 90.0)',
    )
    expect(result('fn (x: f32[2, 3]) => matmul[tb=true](x, x)', x)).toBe(
      'f32[2, 2](14.0, 32.0, 32.0, 77.0)',
    )
    expect(result('fn (x: f32[A, B]) => transpose(x)', x)).toBe(
      'f32[3, 2](1.0, 4.0, 2.0, 5.0, 3.0, 6.0)',
    )
    expect(result('fn (x: f32[2, 3]) => concat(x, x) >> flatten >> count', x)).toBe('12.0')
  })

  it.each([
    [
      'map(fn (s: subst) => resolve(s, unknown[name=x]), unify(term[name=f](unknown[name=x], term[name=b]), term[name=f](term[name=a], term[name=b])))',
      '[a]',
    ],
    ['unify(unknown[name=x], term[name=f](unknown[name=x]))', '[]'],
    ['match(term[name=a], unknown[name=x])', '[]'],
    ['subsumes(term[name=f](unknown[name=x]), term[name=f](term[name=a]))', 'true'],
    [
      'subsumes(term[name=f](unknown[name=x], unknown[name=x]), term[name=f](term[name=a], term[name=b]))',
      'false',
    ],
    [
      'rewrite(term[name=s](unknown[name=n]), unknown[name=n], term[name=s](term[name=s](term[name=z])))',
      'z',
    ],
    [
      'length(query(term[name=p](unknown[name=x]), list(term[name=p](term[name=a]), term[name=q](term[name=a]))))',
      '1',
    ],
  ])('reasons: %s is %s', (text, value) => {
    expect(result(text)).toBe(value)
  })

  it('infers ancestors by forward chaining', () => {
    const parent = (a: string, b: string) => `term[name=par](term[name=${a}], term[name=${b}])`
    const [x, y, z] = ['x', 'y', 'z'].map((name) => `unknown[name=${name}]`)
    const rules = [
      `term[name=rule](term[name=anc](${x}, ${y}), term[name=par](${x}, ${y}))`,
      `term[name=rule](term[name=anc](${x}, ${z}), term[name=par](${x}, ${y}), term[name=anc](${y}, ${z}))`,
    ]
    const facts = [parent('a', 'b'), parent('b', 'c'), parent('c', 'd')]
    const text = `infer(list(${facts}), list(${rules})) >> query(term[name=anc](term[name=a], ${x}), it) >> map(fn (s: subst) => resolve(s, ${x}), it)`
    expect(result(text)).toBe('[b, c, d]')
  })

  it.each([
    ['mul(9007199254740991, 2)', 'genome.overflow'],
    ['div(1, 0)', 'genome.division_by_zero'],
    ['get(list(1), 1)', 'genome.range'],
    ['to_int(div(1.0, 0.0))', 'genome.overflow'],
    ['while(fn (x: int) => true, fn (x: int) => x, 1)', 'genome.out_of_gas'],
    ['1 >> repeat(1024, repeat(1024, it))', 'genome.out_of_gas'],
    ['range(900000000)', 'genome.out_of_gas'],
    ['add(1, 2.0)', 'genome.type'],
    ['call(3, 4)', 'genome.type'],
    ['send[topic=x](1)', 'genome.effect_denied'],
  ])('%s stops with %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('stops endlessly growing terms and tensors by gas or depth, not by memory', () => {
    expect(
      codeOf(
        'iterate[times=100000](fn (t: term) => term[name=f](t), term[name=z]) >> same(it, it)',
      ),
    ).toBe('genome.depth')
    const doubling = 'iterate[times=40](fn (t: term) => term[name=f](t, t), term[name=z])'
    expect(codeOf(`${doubling} >> same(it, it)`)).toBe('genome.out_of_gas')
  })

  it('bounds nested calls without touching the host stack', () => {
    let text = '0'
    for (let i = 0; i < 30; i++) text = `call(fn (x${i}: int) => ${text}, 0)`
    expect(result(text)).toBe('0')
    const grow =
      'iterate[times=600](fn (f: int -> int) => compose(f, fn (x: int) => add(x, 1)), fn (x: int) => x)'
    expect(['ran', 'genome.depth']).toContain(codeOf(`call(${grow}, 0)`))
  })

  it('stops closures that nest through every calling op at the depth limit', () => {
    const wraps = [
      'get(map(f, list(x)), 0)',
      'length(filter(fn (y: int) => equal(call(f, y), y), list(x)))',
      'fold(fn (p: (int, int)) => call(f, x), 0, list(x))',
      'iterate[times=1](f, x)',
      'call(compose(f, f), x)',
      'cond(true, (x >> residual(call(f, it))), 0)',
    ]
    for (const wrap of wraps) {
      const grown = `iterate[times=2000](fn (f: int -> int) => fn (x: int) => ${wrap}, fn (x: int) => x)`
      expect(codeOf(`call(${grown}, 1)`), wrap).toBe('genome.depth')
    }
  })

  it('refuses types that nest without end', () => {
    const text = Array(2000).fill('list(it)').join(' >> ')
    expect(codeOf(`1 >> ${text}`)).toBe('genome.type')
  })

  it('charges the same gas for the same program', () => {
    const program = parse('fold(fn (p: (int, int)) => add, 0, range(100))')
    const { gasUsed } = run(program)
    expect(run(program).gasUsed).toBe(gasUsed)
    expect(() => run(program, { gas: gasUsed - 1 })).toThrow(GenomeRunError)
    expect(run(program, { gas: gasUsed }).gasUsed).toBe(gasUsed)
  })

  it('lists effects and refuses them before the first step', () => {
    const program = parse('div(1, 0) >> publish[topic=x]')
    expect(effectsOf(program)).toEqual(['comm'])
    expect(() => run(program)).toThrow(expect.objectContaining({ code: 'genome.effect_denied' }))
    expect(() => run(program, { effects: ['comm'] })).toThrow(
      expect.objectContaining({ code: 'genome.division_by_zero' }),
    )
  })

  it('checks the input against the declared type', () => {
    expect(() => run(parse('fn (x: int) => x'), { input: { kind: 'bool', value: true } })).toThrow(
      expect.objectContaining({ code: 'genome.mismatch' }),
    )
  })
})
