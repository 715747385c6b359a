// Programs people write again and again, as templates over the table's names with holes drawn by chance:
// without them, blind drawing hardly ever makes a loop with two states or a word capitalised. A template
// whose production the table lacks is left out.
import type { Random } from '@zooid/model'
import { leafOf, legalSymbols, productionOf, type Signature } from '../language/grammar.ts'
import type { Scope, Term } from '../language/term.ts'
import type { Type } from '../language/type.ts'
import { templates } from './idiom-table.ts'
import { drawLiterals } from './literal-draws.ts'
import { drawTerm, usesFrom } from './prior.ts'
import { type Shape, shapes } from './signatures.ts'
import { symbolId } from './symbol-names.ts'

/** A template's node: a symbol's name with parts, or a hole. */
type Node = { readonly name: string; readonly parts: readonly Node[] }
type Idiom = { readonly shape: Shape; readonly node: Node; readonly key: string }

const hole = '_'

/** Those the table can spell. */
export const idioms: readonly Idiom[] = templates.flatMap((line) => {
  const [key = '', text = ''] = line.split(/: (.*)/s)
  const shape = shapes.find((known) => known.key === key)
  const node = parse(text)
  return shape !== undefined && isKnown(node) ? [{ shape, node, key: line }] : []
})

function parse(text: string): Node {
  const tokens = text.match(/="(?:[^"\\]|\\.)*"|[^\s()]+|[()]/g) ?? []
  let at = 0
  const read = (): Node => {
    const token = tokens[at++] ?? ''
    if (token !== '(') return { name: token, parts: [] }
    const name = tokens[at++] ?? ''
    const parts: Node[] = []
    while (at < tokens.length && tokens[at] !== ')') parts.push(read())
    at++
    return { name, parts }
  }
  return read()
}

function isKnown({ name, parts }: Node): boolean {
  if (name === hole || name === '') return name === hole
  const id = symbolId(name)
  if (id === undefined) return false
  return (productionOf(id)?.slots.length ?? 0) === parts.length && parts.every(isKnown)
}

/** One idiom with its holes filled; null when the fillings did not fit. */
export function drawIdiom(
  random: Random,
): { readonly term: Term; readonly shape: Shape; readonly signature: Signature } | null {
  const idiom = idioms[random.below(idioms.length)]
  if (idiom === undefined) return null
  const { shape } = idiom
  const signature: Signature = { ...shape, ...drawLiterals(random) }
  const draw = { random, signature, temper: 0.8, maxDepth: 3, maxSize: 6 }
  const fill = ({ name, parts }: Node, goal: Type, scope: Scope): Term | null => {
    if (name === hole) return drawTerm(draw, goal, scope)
    const id = symbolId(name) ?? -1
    if (!legalSymbols(goal, scope, signature).includes(id)) return null
    const production = productionOf(id)
    if (!production) return leafOf(id, scope, signature)
    const filled: Term[] = []
    for (const [i, { type, binds }] of production.slots.entries()) {
      const node = parts[i] ?? { name: hole, parts: [] }
      let part = fill(node, type, [...scope, ...binds])
      for (let again = 0; again < 4; again++)
        if (part !== null && binds.length > 0 && !usesFrom(part, scope.length))
          part = fill(node, type, [...scope, ...binds])
      if (part === null) return null
      filled.push(part)
    }
    return { kind: 'call', production, parts: filled }
  }
  const term = fill(idiom.node, shape.result, shape.parameters)
  return term && { term, shape, signature }
}
