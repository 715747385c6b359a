// What an edit may write at a place: names in scope, expressions the program already has elsewhere, sizes,
// constants of statement and program, conditions. Only what fits by its names; types are compared coarsely.
import {
  ancestors,
  fitsAt,
  isList,
  isTypeNode,
  kindOf,
  mayBeAbsent,
  type Node,
  namesAt,
  type Program,
  type Value,
} from './program.ts'

export type Pool = {
  /** Everything with a value at this place, shortest first. */
  readonly valuesAt: (node: Node) => readonly Value[]
  /** Of the same kind as `type`, written so that absence does not matter. */
  readonly sameKind: (node: Node, type: string) => readonly string[]
  /** Sums, differences and neighbours of the numbers at this place. */
  readonly computedAt: (node: Node) => readonly string[]
  readonly conditionsAt: (node: Node) => readonly string[]
  readonly fits: (piece: Node, node: Node) => boolean
  readonly numbers: readonly string[]
  readonly texts: readonly string[]
}

const globals: ReadonlySet<string> = new Set(
  'Math Number String Array Object Map Set JSON BigInt Infinity NaN undefined Error RangeError TypeError SyntaxError Symbol parseInt parseFloat isNaN'.split(
    ' ',
  ),
)
const reused: ReadonlySet<string> = new Set([
  'PropertyAccessExpression',
  'ElementAccessExpression',
  'CallExpression',
  'NonNullExpression',
  'BinaryExpression',
  'ArrayLiteralExpression',
])
const maxReusedLength = 40
const maxNumbers = 10
const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]

export function createPool(program: Program, statement: string): Pool {
  const { nodes } = program
  const known = new Set(globals)
  for (const node of nodes)
    if (node.kind === 'FunctionDeclaration' || node.kind === 'ClassDeclaration') {
      const name = node.children.find(({ kind }) => kind === 'Identifier')
      if (name) known.add(name.text)
    }
  const expressions = nodes.filter(
    (node) =>
      reused.has(node.kind) &&
      node.text.length <= maxReusedLength &&
      !/\n/.test(node.text) &&
      isValue(node),
  )
  const conditions = nodes.filter(
    (node) =>
      kindOf(node.type) === 'boolean' &&
      node.text.length <= 60 &&
      !/\n/.test(node.text) &&
      /^(Binary|Call|PrefixUnary|Identifier|PropertyAccess)/.test(node.kind) &&
      isValue(node) &&
      node.text !== 'true' &&
      node.text !== 'false',
  )
  const namesOf = remember((node: Node) => {
    const values = namesAt(node)
    return { values, set: new Set([...values.map(({ text }) => text), ...known]) }
  })
  const fits = (piece: Node, node: Node) => fitsAt(piece, namesOf(node).set, known)

  const valuesAt = remember((node: Node): readonly Value[] => {
    const found = new Map<string, Value>()
    const add = (value: Value) => {
      if (!found.has(value.text)) found.set(value.text, value)
    }
    for (const value of namesOf(node).values) {
      add(value)
      if (isList(value.type) || kindOf(value.type) === 'string')
        add({ text: `${value.text}.length`, type: mayBeAbsent(value.type) ? '' : 'number' })
      if (/^(Map|Set)</.test(kindOf(value.type)))
        add({ text: `${value.text}.size`, type: 'number' })
    }
    for (const piece of expressions)
      if (fits(piece, node)) add({ text: piece.text, type: piece.type })
    return [...found.values()].filter(
      ({ text, type }) =>
        type !== '' && type !== 'any' && !(/[.\]]/.test(text) && type.includes('=>')),
    )
  })

  const sameKind = (node: Node, type: string) => {
    const wanted = kindOf(type)
    const isAbsentFine = mayBeAbsent(type)
    return valuesAt(node)
      .filter((value) => kindOf(value.type) === wanted)
      .map((value) => (mayBeAbsent(value.type) && !isAbsentFine ? `${value.text}!` : value.text))
  }

  const numbers = [
    ...new Set([
      ...numbersIn(statement),
      ...nodes.filter(({ kind }) => kind === 'NumericLiteral').map(({ text }) => text),
    ]),
  ]
  const texts = [
    ...new Set([
      ...textsIn(statement),
      ...nodes.filter(({ kind }) => kind === 'StringLiteral').map(({ text }) => text),
    ]),
  ].slice(0, 24)

  const computedAt = remember((node: Node): readonly string[] => {
    const atoms = sameKind(node, 'number')
      .filter((text) => text.length <= 24 && !/[-+*/%] /.test(text))
      .slice(0, maxNumbers)
    const sums = atoms.flatMap((a) => atoms.filter((b) => b !== a).map((b) => `${a} - ${b}`))
    const ups = atoms.flatMap((a, i) => atoms.slice(i + 1).map((b) => `${a} + ${b}`))
    return [...atoms.flatMap((a) => [`${a} + 1`, `${a} - 1`]), ...sums, ...ups]
  })

  const conditionsAt = remember((node: Node): readonly string[] => {
    const found = new Set<string>()
    for (const condition of conditions) {
      if (!fits(condition, node)) continue
      found.add(condition.text)
      found.add(negated(condition))
    }
    const values = valuesAt(node).filter(
      ({ text }) => text.length <= 24 && !/^.* [-+*/%&|<>=!?]+ /.test(text),
    )
    for (const { text, type } of values) {
      if (mayBeAbsent(type))
        for (const operator of ['===', '!=='])
          found.add(`${text} ${operator} ${/null/.test(type) ? 'null' : 'undefined'}`)
      const kind = kindOf(type)
      if (kind === 'boolean') found.add(text).add(`!${text}`)
      if (mayBeAbsent(type)) continue
      if (isList(type)) found.add(`${text}.length === 0`).add(`${text}.length > 0`)
      if (/^(Map|Set)</.test(kind)) found.add(`${text}.size === 0`)
      if (kind === 'number')
        for (const tail of ['=== 0', '> 0', '< 0', '!== 0', '=== 1', '> 1'])
          found.add(`${text} ${tail}`)
      if (kind === 'string') {
        found.add(`${text} === ''`).add(`${text} !== ''`)
        for (const constant of texts.slice(0, 8))
          found.add(`${text} === ${constant}`).add(`${text} !== ${constant}`)
      }
    }
    const sized = values
      .filter(
        ({ type }) =>
          type !== '' &&
          !mayBeAbsent(type) &&
          (kindOf(type) === 'number' || kindOf(type) === 'string'),
      )
      .slice(0, 14)
    for (const [i, a] of sized.entries())
      for (const b of sized.slice(i + 1)) {
        if (kindOf(a.type) !== kindOf(b.type)) continue
        const operators =
          kindOf(a.type) === 'number' ? ['<', '<=', '>', '>=', '===', '!=='] : ['===', '!==']
        for (const operator of operators) found.add(`${a.text} ${operator} ${b.text}`)
      }
    return [...found]
  })

  return { valuesAt, sameKind, computedAt, conditionsAt, fits, numbers, texts }
}

/** A node that stands for a value: no type, no declared name, no target of an assignment. */
export function isValue(node: Node): boolean {
  const { parent } = node
  if (!parent || isTypeNode(node)) return false
  for (const at of ancestors(node)) if (isTypeNode(at)) return false
  if (
    /^(Parameter|BindingElement|FunctionDeclaration|ClassDeclaration|MethodDeclaration|GetAccessor|PropertyDeclaration|VariableDeclaration|PropertyAssignment|LabeledStatement)$/.test(
      parent.kind,
    ) &&
    parent.children[0] === node &&
    parent.children.length > 0
  )
    return false
  if (
    /^(Parameter|BindingElement|PropertyDeclaration|FunctionDeclaration|ClassDeclaration|MethodDeclaration|GetAccessor)$/.test(
      parent.kind,
    ) &&
    /Identifier$/.test(node.kind)
  )
    return (
      parent.children.indexOf(node) === parent.children.length - 1 &&
      parent.children.length > 1 &&
      /[=]\s*$/.test(parent.text.slice(0, node.start - parent.start))
    )
  if (parent.kind === 'VariableDeclaration')
    return /=\s*$/.test(parent.text.slice(0, node.start - parent.start))
  if (parent.kind === 'PropertyAccessExpression' && parent.children[0] !== node) return false
  if (parent.kind === 'ShorthandPropertyAssignment') return false
  if (
    parent.kind === 'BinaryExpression' &&
    parent.children[0] === node &&
    /Equals(Token)$/.test(parent.children[1]?.kind ?? '') &&
    !/^(EqualsEquals|ExclamationEquals|LessThanEquals|GreaterThanEquals)/.test(
      parent.children[1]?.kind ?? '',
    )
  )
    return false
  if (/^(Prefix|Postfix)UnaryExpression$/.test(parent.kind) && /\+\+|--/.test(parent.text))
    return false
  return true
}

/** The condition that holds when this one does not. */
export function negated(condition: Node): string {
  if (condition.kind === 'BinaryExpression') {
    const [left, operator, right] = condition.children
    const opposite = opposites[operator?.text ?? '']
    if (left && right && opposite) return `${left.text} ${opposite} ${right.text}`
    return `!(${condition.text})`
  }
  if (condition.kind === 'PrefixUnaryExpression' && condition.text.startsWith('!'))
    return condition.children[0]?.text ?? condition.text
  return `!${condition.text}`
}

const opposites: { readonly [operator: string]: string } = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '===': '!==',
  '!==': '===',
}

function numbersIn(statement: string): string[] {
  const digits = [...statement.matchAll(/(?<![\w^.])\d{1,6}(?:\.\d{1,3})?/g)].map(([text]) =>
    String(Number(text)),
  )
  const words = numberWords.flatMap((word, value) =>
    new RegExp(`\\b${word}\\b`, 'i').test(statement) ? [String(value)] : [],
  )
  return [...digits, ...words]
}

function textsIn(statement: string): string[] {
  return [...statement.matchAll(/`([^`\n]{1,12})`|'([^'\n]{1,12})'|"([^"\n]{1,12})"/g)].map(
    ([, tick, single, double]) => `'${(tick ?? single ?? double ?? '').replace(/['\\]/g, '\\$&')}'`,
  )
}

function remember<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const made = new WeakMap<Key, Result>()
  return (key) => {
    const old = made.get(key)
    if (old !== undefined) return old
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}
