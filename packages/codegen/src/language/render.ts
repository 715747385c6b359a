// Prints a term as an idiomatic strict TypeScript function: one expression where that reads well, else
// statements, written into blocks. What `writer.ts` hands to productions ends up here.
import { level, type Text, untyped } from './production.ts'
import { readonlyDepths } from './readonly.ts'
import { sizeOf, type Term } from './term.ts'
import { elementOf } from './type.ts'
import { wrapLines } from './wrap.ts'
import {
  afterCondition,
  type Block,
  indent,
  openBlock,
  type Printing,
  printsOwn,
  printTerm,
} from './writer.ts'

export type Header = {
  /** Everything up to the brace: `export function f(x: number): number`. */
  readonly signature: string
  readonly parameters: readonly string[]
}

/** A whole module: the function, and before it the helpers that it calls. */
export function render(term: Term, { signature, parameters }: Header): string {
  const { depths, isResultReadonly } = readonlyDepths(signature, parameters.length)
  const printing: Printing = {
    helpers: new Map(),
    depths,
    isDeep: Math.max(0, ...depths) > 1,
    narrowed: new Set(),
  }
  const scope = parameters.map((text): Text => ({ text, level: level.atom }))
  const body = openBlock(null, parameters)
  writeReturn(printing, body, term, scope, !isResultReadonly)
  const helpers = [...printing.helpers.values()].map((source) => `${source}\n`)
  const lines = body.lines.map((line) => `${indent(line)}\n`)
  return `${helpers.join('')}${signature.trim()} {\n${wrapLines(lines.join(''))}}\n`
}

/** Longest choice that stays one expression. */
const shortChoice = 70

function writeReturn(
  printing: Printing,
  block: Block,
  term: Term,
  scope: readonly Text[],
  isOwn: boolean,
): void {
  if (term.kind === 'call' && term.production.name.startsWith('if:')) {
    const [condition, yes, no] = term.parts
    if (condition && yes && no && !staysExpression(printing, term, scope)) {
      const test = printTerm(printing, block, condition, scope, false)
      const inner = openBlock(block, [])
      const knowing = afterCondition(printing, condition, true)
      writeReturn(knowing, inner, yes, scope, isOwn)
      const [only] = inner.lines
      if (inner.lines.length === 1 && only !== undefined)
        block.lines.push(`if (${test.text}) ${only}`)
      else block.lines.push(`if (${test.text}) {`, ...inner.lines.map(indent), '}')
      writeReturn(afterCondition(printing, condition, false), block, no, scope, isOwn)
      return
    }
  }
  const isList = term.kind !== 'constant' && elementOf(typeOfTerm(term)) !== null
  const text =
    isOwn && isList
      ? printsOwn(printing, block, term, scope)
      : printTerm(printing, block, term, scope, false)
  block.lines.push(`return ${untyped(text).text}`)
}

const typeOfTerm = (term: Exclude<Term, { kind: 'constant' }>) =>
  term.kind === 'call' ? term.production.gives : term.type

function staysExpression(printing: Printing, term: Term, scope: readonly Text[]): boolean {
  if (sizeOf(term) > 12) return false
  if (
    term.kind === 'call' &&
    term.parts
      .slice(1)
      .some((part) => part.kind === 'call' && part.production.name.startsWith('if:'))
  )
    return false
  const trial = openBlock(
    null,
    scope.map(({ text }) => text),
  )
  const text = printTerm({ ...printing, helpers: new Map() }, trial, term, scope, false)
  return trial.lines.length === 0 && text.text.length <= shortChoice
}
