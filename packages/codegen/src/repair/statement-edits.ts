// Edits of statements: left out, done too often, guarded, moved, copied from elsewhere, reset to how they
// began; branches dropped or swapped; loops that should be questions and the other way round.
import { before, type Draft, draft, tickPlace } from './edit.ts'
import type { Pool } from './pool.ts'
import {
  ancestors,
  enclosingFunction,
  freeNames,
  functionKinds,
  isList,
  isStatement,
  kindOf,
  loopKinds,
  mayBeAbsent,
  type Node,
  namesAt,
  type Program,
} from './program.ts'

const lists: ReadonlySet<string> = new Set(['Block', 'SourceFile', 'CaseClause', 'DefaultClause'])
const maxCopies = 24

export function statementEdits(node: Node, pool: Pool, program: Program): Draft[] {
  if (node.kind === 'ConditionalExpression') return conditionalEdits(node)
  if (node.kind === 'Block' && node.children.length > 0 && node.parent?.kind !== 'Block')
    return blockEndEdits(node, pool, program)
  if (node.kind === 'Block' && node.children.length === 0)
    return insertions(node, pool, program).map((text) => ({
      kind: text.kind,
      place: node,
      changes: [{ start: node.end - 1, end: node.end - 1, pieces: [`${text.text}\n`] }],
    }))
  if (!isStatement(node) || !enclosingFunction(node)) return []
  const inList = lists.has(node.parent?.kind ?? '')
  const found: Draft[] = []
  if (node.kind !== 'VariableStatement' && node.kind !== 'Block') {
    found.push(draft('remove', node, inList ? '' : ';'))
    if (node.kind !== 'ThrowStatement')
      for (const condition of pool.conditionsAt(node))
        found.push(draft('onlyWhen', node, `if (${condition}) `, node))
  }
  if (inList) {
    for (const { kind, text } of insertions(node, pool, program))
      found.push(before(kind, node, text))
    for (const text of guards(node, pool)) found.push(before('guard', node, text))
    found.push(...moves(node))
  }
  if (node.kind === 'IfStatement') found.push(...ifEdits(node))
  if (node.kind === 'WhileStatement') {
    const [condition, body] = node.children
    if (condition && body) found.push(draft('loop', node, 'if (', condition, ') ', body))
  }
  if (/^(Continue|Break)Statement$/.test(node.kind))
    for (const text of ['continue', 'break', 'return'])
      if (!node.text.startsWith(text)) found.push(draft('jump', node, text))
  if (node.kind === 'ExpressionStatement' && node.children[0])
    found.push(draft('jump', node, 'return ', node.children[0]))
  return found
}

function conditionalEdits(node: Node): Draft[] {
  const [condition, , yes, , no] = node.children
  if (!condition || !yes || !no) return []
  return [
    draft('branch', node, condition, ' ? ', no, ' : ', yes),
    draft('branch', node, '(', yes, ')'),
    draft('branch', node, '(', no, ')'),
  ]
}

function ifEdits(node: Node): Draft[] {
  const [condition, yes, no] = node.children
  if (!condition || !yes) return []
  const found = [
    draft('branch', node, yes),
    draft('loop', node, 'while (', condition, `) {${tickPlace}`, yes, '}'),
  ]
  if (!no) {
    const siblings = node.parent?.children ?? []
    const next = siblings[siblings.indexOf(node) + 1]
    if (
      next &&
      isStatement(next) &&
      next.kind !== 'VariableStatement' &&
      lists.has(node.parent?.kind ?? '')
    ) {
      const rest = { start: node.end, end: next.end, pieces: [] }
      found.push({
        kind: 'branch',
        place: node,
        changes: [{ start: node.start, end: next.end, pieces: [node, ' else ', next] }],
      })
      found.push({
        kind: 'move',
        place: node,
        changes: [
          {
            ...rest,
            start: node.start,
            pieces: ['if (', condition, ') {\n', yes, '\n', next, '\n}'],
          },
        ],
      })
    }
    return found
  }
  return [
    ...found,
    draft('branch', node, no),
    draft('branch', node, 'if (', condition, ') ', no, ' else ', yes),
    draft('branch', node, 'if (', condition, ') ', yes),
    draft('branch', node, 'if (', condition, ') ', yes, '\n', no),
  ]
}

function moves(node: Node): Draft[] {
  const siblings = node.parent?.children ?? []
  const index = siblings.indexOf(node)
  const found: Draft[] = []
  const next = siblings[index + 1]
  if (next && isStatement(next))
    found.push({
      kind: 'move',
      place: node,
      changes: [{ start: node.start, end: next.end, pieces: [next, '\n', node] }],
    })
  const body =
    loopKinds.has(node.kind) || node.kind === 'IfStatement'
      ? node.children.find(({ kind }) => kind === 'Block')
      : undefined
  const first = body?.children[0]
  const last = body?.children.at(-1)
  if (body && first && last && body.children.length > 1) {
    const cut = (statement: Node) => ({ start: statement.start, end: statement.end, pieces: [] })
    found.push({
      kind: 'move',
      place: node,
      changes: [cut(last), { start: node.end, end: node.end, pieces: ['\n', last] }],
    })
    found.push({
      kind: 'move',
      place: node,
      changes: [{ start: node.start, end: node.start, pieces: [first, '\n'] }, cut(first)],
    })
  }
  // What should begin anew in every round, or only once.
  if (node.kind === 'VariableStatement' && next) {
    const loop = siblings.slice(index + 1).find(({ kind }) => loopKinds.has(kind))
    const block = loop?.children.find(({ kind }) => kind === 'Block')
    if (block)
      found.push({
        kind: 'move',
        place: node,
        changes: [
          { start: node.start, end: node.end, pieces: [] },
          { start: block.start + 1, end: block.start + 1, pieces: ['\n', node, '\n'] },
        ],
      })
  }
  return found
}

/** What may be missing at a place, as text of one statement. */
function insertions(
  node: Node,
  pool: Pool,
  program: Program,
): { kind: 'insert' | 'reset'; text: string }[] {
  const names = namesAt(node)
  const known = new Set(names.map(({ text }) => text))
  const copies = new Set<string>()
  for (const statement of program.nodes) {
    if (statement.kind !== 'ExpressionStatement' || statement.text.length > 80) continue
    if (pool.fits(statement, node)) copies.add(statement.text)
    else {
      const missing = freeNames(statement).filter(
        (name) => !known.has(name) && !known.has(`this.${name}`) && name !== 'this',
      )
      const [name] = missing
      if (missing.length !== 1 || name === undefined) continue
      for (const { text } of names.filter(({ text }) => /^[\w$]+$/.test(text)).slice(0, 6))
        copies.add(renamed(statement, name, text))
    }
  }
  const found: { kind: 'insert' | 'reset'; text: string }[] = [...copies]
    .slice(0, maxCopies)
    .map((text) => ({ kind: 'insert', text }))
  for (const text of initialisations(program, known)) found.push({ kind: 'reset', text })
  for (const { text, type } of names) {
    if (!isAssignable(program, text)) continue
    if (kindOf(type) === 'number')
      for (const sign of ['++', '--']) found.push({ kind: 'reset', text: `${text}${sign}` })
    for (const other of pool.sameKind(node, type).slice(0, 8))
      if (other !== text && !other.includes(text))
        found.push({ kind: 'reset', text: `${text} = ${other}` })
  }
  for (const at of ancestors(node)) {
    if (functionKinds.has(at.kind)) break
    if (!loopKinds.has(at.kind)) continue
    found.push({ kind: 'reset', text: 'break' }, { kind: 'reset', text: 'continue' })
    break
  }
  return found
}

function renamed(statement: Node, from: string, to: string): string {
  let text = ''
  let at = statement.start
  const visit = (node: Node) => {
    if (node.kind === 'Identifier' && node.text === from) {
      const shorthand = node.parent?.kind === 'ShorthandPropertyAssignment' ? `${from}: ` : ''
      text +=
        statement.text.slice(at - statement.start, node.start - statement.start) + shorthand + to
      at = node.end
    }
    node.children.forEach(visit)
  }
  visit(statement)
  return text + statement.text.slice(at - statement.start)
}

/** `x = <what x began with>` for what can be assigned here. */
function initialisations(program: Program, known: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const node of program.nodes) {
    const isField = node.kind === 'PropertyDeclaration'
    if (!isField && node.kind !== 'VariableDeclaration') continue
    const name = node.children.find(({ kind }) => /Identifier$/.test(kind))
    const value = node.children.at(-1)
    if (
      !name ||
      !value ||
      value === name ||
      value.text.length > 40 ||
      (/Type$|Keyword$/.test(value.kind) && !/^(True|False|Null)/.test(value.kind))
    )
      continue
    const target = isField ? `this.${name.text}` : name.text
    if (!known.has(target)) continue
    if (isField || isAssignable(program, target)) found.add(`${target} = ${value.text}`)
    if (isList(name.type)) found.add(`${target}.length = 0`)
    if (/^(Map|Set)</.test(kindOf(name.type))) found.add(`${target}.clear()`)
  }
  return [...found]
}

/** Fields, and variables that are declared with `let`. */
function isAssignable({ nodes }: Program, name: string): boolean {
  if (name.startsWith('this.')) return true
  return nodes.some(
    (node) =>
      node.kind === 'VariableDeclarationList' &&
      node.text.startsWith('let') &&
      node.children.some(({ children }) => children[0]?.text === name),
  )
}

/** Early ends: what the function returns elsewhere, or a plain value of its type, when a condition holds. */
function guards(node: Node, pool: Pool): string[] {
  const ends = new Set<string>()
  const owner = enclosingFunction(node)
  const isLooping = (() => {
    for (const at of ancestors(node)) {
      if (at === owner) return false
      if (loopKinds.has(at.kind)) return true
    }
    return false
  })()
  if (isLooping) ends.add('continue').add('break')
  if (owner) for (const text of returnsOf(owner, node, pool)) ends.add(text)
  const conditions = pool.conditionsAt(node)
  return [...ends]
    .slice(0, 7)
    .flatMap((end) => conditions.map((condition) => `if (${condition}) ${end}`))
}

function returnsOf(owner: Node, node: Node, pool: Pool): string[] {
  const found = new Set<string>()
  const visit = (at: Node) => {
    if (at !== owner && functionKinds.has(at.kind)) return
    if (at.kind === 'ReturnStatement') {
      const [value] = at.children
      if (!value) found.add('return')
      else if (value.text.length <= 30 && pool.fits(value, node)) found.add(at.text)
    }
    if (at.kind === 'ThrowStatement' && at.text.length <= 80 && pool.fits(at, node))
      found.add(at.text)
    at.children.forEach(visit)
  }
  visit(owner)
  const result = /=> (.*)$/.exec(owner.type)?.[1] ?? ''
  const kind = kindOf(result)
  if (mayBeAbsent(result)) found.add(/null/.test(result) ? 'return null' : 'return undefined')
  if (kind === 'boolean') found.add('return false').add('return true')
  if (kind === 'number') found.add('return 0').add('return -1')
  if (kind === 'string') found.add("return ''")
  if (isList(result)) found.add('return []')
  if (result === 'void' || owner.kind === 'Constructor') found.add('return')
  return [...found]
}

function blockEndEdits(node: Node, pool: Pool, program: Program): Draft[] {
  const last = node.children.at(-1)
  if (!last || /^(Return|Throw|Continue|Break)Statement$/.test(last.kind)) return []
  // Seen from behind the last statement: its variables exist.
  const behind: Node = {
    ...node,
    kind: 'EndOfBlock',
    start: node.end,
    end: node.end,
    text: '',
    parent: node,
    children: [],
  }
  return insertions(behind, pool, program).map(({ kind, text }) => ({
    kind,
    place: last,
    changes: [{ start: node.end - 1, end: node.end - 1, pieces: [`\n${text}\n`] }],
  }))
}
