// Programs in a short notation, for tests and benchmarks: `sum(map:N:N(p0, mul(x0, 2)))`. `p0` is the first
// parameter, `x0` the innermost bound variable; the types of the places decide what fits.
import { productions, type Signature } from './grammar.ts'
import type { Scope, Term } from './term.ts'
import { typeOf } from './term.ts'
import type { Type } from './type.ts'

const byName = new Map(productions.map((production) => [production.name, production]))
const token = /\s*([(),]|"(?:[^"\\]|\\.)*"|[^\s(),]+)\s*/y

/** @throws {RangeError} when the text is no program of this type */
export function readTerm(text: string, { parameters, result }: Signature): Term {
  token.lastIndex = 0
  const words: string[] = []
  for (let match = token.exec(text); match; match = token.exec(text)) words.push(match[1] ?? '')
  let at = 0
  const expect = (wanted: string) => {
    const word = words[at++]
    if (word !== wanted) throw new RangeError(`${wanted} expected instead of ${word} in ${text}`)
  }
  const read = (goal: Type, scope: Scope): Term => {
    const word = words[at++] ?? ''
    const term = readLeaf(word, scope, parameters.length) ?? readCall(word, scope)
    if (typeOf(term) !== goal) throw new RangeError(`${word} is no ${goal} in ${text}`)
    return term
  }
  const readCall = (name: string, scope: Scope): Term => {
    const production = byName.get(name)
    if (!production) throw new RangeError(`no production ${name} in ${text}`)
    const parts: Term[] = []
    for (const [i, { type, binds }] of production.slots.entries()) {
      expect(i === 0 ? '(' : ',')
      parts.push(read(type, [...scope, ...binds]))
    }
    if (production.slots.length > 0) expect(')')
    return { kind: 'call', production, parts }
  }
  const term = read(result, parameters)
  if (at !== words.length) throw new RangeError(`more after the end: ${words[at]} in ${text}`)
  return term
}

function readLeaf(word: string, scope: Scope, parameters: number): Term | null {
  const [, kind, digits = ''] = /^([px])(\d+)$/.exec(word) ?? []
  if (kind) {
    const index = kind === 'p' ? Number(digits) : scope.length - 1 - Number(digits)
    const type = scope[index]
    if (type === undefined || (kind === 'p') !== index < parameters)
      throw new RangeError(`no variable ${word} here`)
    return { kind: 'variable', index, type }
  }
  if (word.startsWith('"')) return { kind: 'constant', value: JSON.parse(word), type: 's' }
  if (word === 'true' || word === 'false')
    return { kind: 'constant', value: word === 'true', type: 'b' }
  return /^-?(\d|Infinity)/.test(word) ? { kind: 'constant', value: Number(word), type: 'n' } : null
}

/** The notation of a term of `parameters` parameters. */
export function showTerm(term: Term, parameters: number, depth = parameters): string {
  if (term.kind === 'variable')
    return term.index < parameters ? `p${term.index}` : `x${depth - 1 - term.index}`
  if (term.kind === 'constant') return JSON.stringify(term.value)
  const { name, slots } = term.production
  const parts = term.parts.map((part, i) =>
    showTerm(part, parameters, depth + (slots[i]?.binds.length ?? 0)),
  )
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`
}
