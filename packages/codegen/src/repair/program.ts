// A parsed program to be repaired: nodes with parents and text, the names that can be used at a place, and
// coarse kinds of types. It reads the judge's outline; it changes nothing.
import type { Outline } from '@zooid/judge'
import type { Span } from './change.ts'

export type Node = Span & {
  readonly kind: string
  readonly type: string
  readonly text: string
  readonly parent: Node | null
  readonly children: readonly Node[]
}

export type Program = {
  readonly source: string
  readonly root: Node
  readonly nodes: readonly Node[]
}

/** Something that may be written at a place and has a value. */
export type Value = { readonly text: string; readonly type: string }

export function readProgram(source: string, outline: Outline): Program {
  const nodes: Node[] = []
  const grow = ({ kind, type, start, end, children }: Outline, parent: Node | null): Node => {
    const grown: Node[] = []
    const node: Node = {
      kind,
      type,
      start,
      end,
      text: source.slice(start, end),
      parent,
      children: grown,
    }
    nodes.push(node)
    for (const child of children) grown.push(grow(child, node))
    return node
  }
  return { source, root: grow(outline, null), nodes }
}

/** `number`, `string`, `boolean`, else the type as written; literals and absence left out. */
export function kindOf(type: string): string {
  const parts = splitUnion(type).filter((part) => part !== 'undefined' && part !== 'null')
  const kinds = new Set(parts.map(kindOfPart))
  return [...kinds].sort().join(' | ')
}

function kindOfPart(part: string): string {
  if (/^-?[\d.]+(e[+-]?\d+)?$/.test(part)) return 'number'
  if (/^-?\d+n$/.test(part)) return 'bigint'
  if (part === 'true' || part === 'false') return 'boolean'
  if (/^("|')/.test(part)) return 'string'
  return part.replace(/^readonly /, '')
}

function splitUnion(type: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  let quote = ''
  for (let i = 0; i < type.length; i++) {
    const char = type[i] ?? ''
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if ('([{<'.includes(char)) depth++
    else if (')]}'.includes(char) || (char === '>' && type[i - 1] !== '=')) depth--
    else if (depth === 0 && char === '=' && type[i + 1] === '>') return [type]
    else if (depth === 0 && char === '|') {
      parts.push(type.slice(from, i).trim())
      from = i + 1
    }
  }
  return [...parts, type.slice(from).trim()]
}

/** Whether undefined or null are among its values. */
export function mayBeAbsent(type: string): boolean {
  return splitUnion(type).some((part) => part === 'undefined' || part === 'null')
}

export function isList(type: string): boolean {
  return kindOf(type).endsWith('[]') && !type.includes('=>')
}

export const functionKinds: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
  'Constructor',
  'GetAccessor',
  'SetAccessor',
])

export const loopKinds: ReadonlySet<string> = new Set([
  'WhileStatement',
  'DoStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
])

const typeKinds =
  /Type$|TypeNode$|^(InterfaceDeclaration|TypeAliasDeclaration|TypeParameter|TypeReference|ExpressionWithTypeArguments|HeritageClause)$|^(Number|String|Boolean|Undefined|Unknown|Void|Never|Any|Object|BigInt|Symbol)Keyword$/

/** Whether it exists only for the compiler. */
export function isTypeNode(node: Node): boolean {
  return typeKinds.test(node.kind)
}

export function isStatement(node: Node): boolean {
  return (
    (/Statement$/.test(node.kind) && node.kind !== 'EmptyStatement') ||
    (node.kind === 'Block' && node.parent?.kind === 'Block')
  )
}

export function* ancestors(node: Node): Generator<Node> {
  for (let at = node.parent; at; at = at.parent) yield at
}

export function enclosingFunction(node: Node): Node | null {
  for (const at of ancestors(node)) if (functionKinds.has(at.kind)) return at
  return null
}

/** Variables, parameters and own fields (`this.name`) that may be read where the node stands. */
export function namesAt(node: Node): Value[] {
  const found = new Map<string, Value>()
  const add = (text: string, type: string) => {
    if (!found.has(text)) found.set(text, { text, type })
  }
  const declare = (name: Node | undefined) => {
    if (!name) return
    if (name.kind === 'Identifier') add(name.text, name.type)
    else
      for (const element of name.children)
        if (element.kind === 'BindingElement') declare(boundName(element))
  }
  const declareList = (list: Node) => {
    // A variable cannot be read in its own initialiser.
    for (const declaration of list.children)
      if (
        declaration.kind === 'VariableDeclaration' &&
        !(declaration.start <= node.start && node.end <= declaration.end)
      )
        declare(declaration.children[0])
  }
  for (const at of ancestors(node)) {
    if (functionKinds.has(at.kind))
      for (const child of at.children) if (child.kind === 'Parameter') declare(child.children[0])
    if (at.kind === 'Block' || at.kind === 'SourceFile' || at.kind === 'CaseClause') {
      for (const child of at.children)
        if (child.kind === 'VariableStatement' && child.end <= node.start)
          child.children.forEach(declareList)
    }
    if (loopKinds.has(at.kind))
      for (const child of at.children)
        if (child.kind === 'VariableDeclarationList') declareList(child)
    if (at.kind === 'ClassDeclaration')
      for (const member of at.children)
        if (member.kind === 'PropertyDeclaration' || member.kind === 'GetAccessor') {
          const name = member.children.find(
            ({ kind }) => kind === 'Identifier' || kind === 'PrivateIdentifier',
          )
          if (name) add(`this.${name.text}`, name.type || member.type)
        }
  }
  return [...found.values()]
}

function boundName(element: Node): Node | undefined {
  // `{ name: local = value }`: the local name is the last identifier or pattern before a default value.
  const names = element.children.filter(({ kind }) =>
    /^(Identifier|ObjectBindingPattern|ArrayBindingPattern)$/.test(kind),
  )
  const isRenamed = /^[\w$]+\s*:/.test(element.text)
  return isRenamed ? names[1] : names[0]
}

/** Names an expression or statement needs from outside of itself. */
export function freeNames(node: Node): string[] {
  const used = new Set<string>()
  const own = new Set<string>()
  const visit = (at: Node) => {
    if (isTypeNode(at)) return
    if (at.kind === 'ThisKeyword') used.add('this')
    if (at.kind === 'Identifier') {
      const { parent } = at
      const isMember = parent?.kind === 'PropertyAccessExpression' && parent.children[0] !== at
      const isKey = parent?.kind === 'PropertyAssignment' && parent.children[0] === at
      const isDeclared =
        parent?.kind === 'Parameter' ||
        parent?.kind === 'VariableDeclaration' ||
        parent?.kind === 'BindingElement'
      if (isDeclared && parent.children[0] === at) own.add(at.text)
      else if (!isMember && !isKey) used.add(at.text)
    }
    at.children.forEach(visit)
  }
  visit(node)
  return [...used].filter((name) => !own.has(name))
}

/** Whether all names of the node mean something at another place; `names` are those of `namesAt`. */
export function fitsAt(
  node: Node,
  names: ReadonlySet<string>,
  globals: ReadonlySet<string>,
): boolean {
  return freeNames(node).every(
    (name) =>
      names.has(name) ||
      globals.has(name) ||
      (name === 'this' && [...names].some((known) => known.startsWith('this.'))),
  )
}
