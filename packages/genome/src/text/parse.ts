// Text -> expression, by recursive descent with a depth guard.
//   expr  = 'let' name '=' expr {',' name '=' expr} 'in' expr | 'fn' '(' name ':' type ')' '=>' expr
//         | seq {'|' seq}
//   seq   = atom {'>>' atom}
//   atom  = literal | name | op ['[' attrs ']'] ['(' expr {',' expr} ')'] | '(' expr ')'
//         | 'residual' '(' expr ')' | 'repeat' '(' int ',' expr ')' | 'call' '(' expr ',' expr ')'
// Names are only for the reader: they become de Bruijn indices here.
import { ZooidError } from '@zooid/base'
import * as build from '../build.ts'
import { type AttrValue, children, type Expr } from '../expr.ts'
import { genomeLimits } from '../limits.ts'
import { findOp, reservedWords } from '../table.ts'
import type { Type } from '../type.ts'
import { type Cursor, createCursor } from './cursor.ts'
import { GenomeSyntaxError } from './lex.ts'
import { createNames, type Names } from './names.ts'
import { parseTypeAt } from './parse-type.ts'

/** @throws {GenomeSyntaxError} with line and column. */
export function parse(text: string): Expr {
  const cursor = createCursor(text)
  const expr = parseExpr({ cursor, names: createNames(), nodes: { count: 0 } }, 0)
  cursor.end()
  if (depthOf(expr) > genomeLimits.depth)
    throw cursor.error(0, `nested deeper than ${genomeLimits.depth}`)
  return expr
}

/** A type alone, e.g. `(i32[B, S], float)`. @throws {GenomeSyntaxError} */
export function parseType(text: string): Type {
  const cursor = createCursor(text)
  const type = parseTypeAt(cursor, 0)
  cursor.end()
  return type
}

type State = {
  readonly cursor: Cursor
  readonly names: Names
  readonly nodes: { count: number }
}

function parseExpr(state: State, depth: number): Expr {
  const { cursor } = state
  cursor.guard(depth)
  if (cursor.take('let')) return parseLet(state, depth)
  if (cursor.take('fn')) {
    cursor.expect('(')
    const name = freshName(cursor)
    cursor.expect(':')
    const start = cursor.peek()
    const param = parseTypeAt(cursor, 0)
    cursor.expect(')')
    cursor.expect('=>')
    state.names.enter(name)
    const body = parseExpr(state, depth + 1)
    state.names.leave(name)
    return built(cursor, start.at, () => build.lam(param, body))
  }
  const branches = [parseSeq(state, depth + 1)]
  while (cursor.take('|')) branches.push(parseSeq(state, depth + 1))
  return build.par(...branches)
}

function parseLet(state: State, depth: number): Expr {
  const { cursor, names } = state
  const bound: string[] = []
  const values: Expr[] = []
  do {
    const at = cursor.peek().at
    const name = freshName(cursor)
    cursor.expect('=')
    values.push(parseExpr(state, depth + 1))
    names.enter(name)
    bound.push(name)
    if (names.size() > genomeLimits.bindings)
      throw cursor.error(at, `more than ${genomeLimits.bindings} variables in scope`)
  } while (cursor.take(','))
  cursor.expect('in')
  const body = parseExpr(state, depth + 1)
  for (const name of bound.reverse()) names.leave(name)
  return build.bind(values, body)
}

function parseSeq(state: State, depth: number): Expr {
  const stages = [parseAtom(state, depth)]
  while (state.cursor.take('>>')) stages.push(parseAtom(state, depth))
  return build.seq(...stages)
}

function parseAtom(state: State, depth: number): Expr {
  const { cursor } = state
  cursor.guard(depth)
  const token = cursor.next()
  if (++state.nodes.count > genomeLimits.nodes)
    throw cursor.error(token.at, `more than ${genomeLimits.nodes} parts`)
  const inner = () => parseExpr(state, depth + 1)
  if (token.kind === 'number') return built(cursor, token.at, () => number(token.text))
  if (token.kind === 'string') return built(cursor, token.at, () => build.str(cursor.string(token)))
  if (token.text === '(') {
    const expr = inner()
    cursor.expect(')')
    return expr
  }
  switch (token.text) {
    case 'unit':
      return build.unit
    case 'true':
    case 'false':
      return build.bool(token.text === 'true')
    case 'residual':
      return build.residual(enclosed(cursor, inner))
    case 'call':
      cursor.expect('(')
      return callRest(cursor, inner)
    case 'repeat': {
      cursor.expect('(')
      const count = cursor.next()
      cursor.expect(',')
      const body = inner()
      cursor.expect(')')
      return built(cursor, count.at, () =>
        build.repeat(wholeNumber(cursor, count.text, count.at), body),
      )
    }
    default:
      if (token.kind !== 'word' || reservedWords.has(token.text))
        throw cursor.error(token.at, `expected an expression, found ${token.text}`)
      return parseName(state, token.text, token.at, inner)
  }
}

function parseName(state: State, name: string, at: number, inner: () => Expr): Expr {
  const { cursor } = state
  const found = state.names.indexOf(name)
  if (found !== null) return build.variable(found)
  const attrs: { [name: string]: AttrValue } = {}
  const args: Expr[] = []
  if (cursor.take('[')) {
    do {
      const key = cursor.word()
      if (Object.hasOwn(attrs, key)) throw cursor.error(at, `${key} is given twice`)
      cursor.expect('=')
      attrs[key] = attrValue(cursor)
    } while (cursor.take(','))
    cursor.expect(']')
  }
  if (cursor.take('(') && !cursor.take(')')) {
    do args.push(inner())
    while (cursor.take(','))
    cursor.expect(')')
  }
  return built(cursor, at, () => build.op(name, attrs, ...args))
}

function attrValue(cursor: Cursor): AttrValue {
  const token = cursor.next()
  if (token.text === 'true' || token.text === 'false') return token.text === 'true'
  if (token.kind === 'word') return token.text
  if (token.kind === 'number' && token.text.length <= 400) return Number(token.text)
  throw cursor.error(token.at, `expected an attribute value, found ${token.text.slice(0, 40)}`)
}

function number(text: string): Expr {
  // No exact integer or finite double needs more digits than this.
  if (text.length > 1100) throw new build.GenomeBuildError('the number has too many digits')
  return /^-?\d+$/.test(text) ? build.int(Number(text)) : build.float(Number(text))
}

function wholeNumber(cursor: Cursor, text: string, at: number): number {
  if (!/^\d{1,15}$/.test(text))
    throw cursor.error(at, `expected a count, found ${text.slice(0, 40)}`)
  return Number(text)
}

function enclosed(cursor: Cursor, inner: () => Expr): Expr {
  cursor.expect('(')
  const expr = inner()
  cursor.expect(')')
  return expr
}

function callRest(cursor: Cursor, inner: () => Expr): Expr {
  const fn = inner()
  cursor.expect(',')
  const arg = inner()
  cursor.expect(')')
  return build.call(fn, arg)
}

function freshName(cursor: Cursor): string {
  const at = cursor.peek().at
  const name = cursor.word()
  if (reservedWords.has(name) || findOp(name) !== null)
    throw cursor.error(at, `${name} is taken`, 'choose another name for the variable')
  return name
}

/** Levels below the root; the cursor's guard has bounded the recursion. */
function depthOf(expr: Expr): number {
  return children(expr).reduce((most, child) => Math.max(most, 1 + depthOf(child)), 0)
}

/** Builders refuse with a message of their own; add the place. */
function built(cursor: Cursor, at: number, make: () => Expr): Expr {
  try {
    return make()
  } catch (error) {
    if (error instanceof GenomeSyntaxError || !(error instanceof ZooidError)) throw error
    throw cursor.error(at, error.message, error.hint)
  }
}
