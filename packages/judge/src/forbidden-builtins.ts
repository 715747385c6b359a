// Built-ins that a problem may forbid, because with them there is nothing left to solve. Read from the syntax
// tree, so it also names the ways around: literals, relatives and methods that make one from text. A solution
// that hides one better than this has worked harder than the problem asks.
import { type Node, SyntaxKind } from './checker.ts'

export const forbiddable = ['RegExp', 'BigInt'] as const
export type Forbiddable = (typeof forbiddable)[number]

type Ways = {
  /** Tokens that make one without naming it. */
  readonly kinds: readonly number[]
  readonly names: readonly string[]
  /** Methods of other values that make one; own functions and `this.match()` may be called so. */
  readonly methods: readonly string[]
}

const ways: { readonly [name in Forbiddable]: Ways } = {
  RegExp: {
    kinds: [SyntaxKind.RegularExpressionLiteral],
    names: ['RegExp'],
    methods: ['match', 'matchAll', 'search'],
  },
  BigInt: {
    kinds: [SyntaxKind.BigIntLiteral, SyntaxKind.BigIntKeyword],
    names: ['BigInt', 'BigInt64Array', 'BigUint64Array'],
    methods: ['getBigInt64', 'getBigUint64'],
  },
}

/** Why this node breaks the problem's own rule, or null. */
export function forbiddenBuiltIn(
  node: Node,
  forbids: readonly Forbiddable[],
): { readonly rule: 'built-in'; readonly message: string } | null {
  for (const name of forbids) {
    const { kinds, names, methods } = ways[name]
    const member = memberName(node)
    const isUsed =
      kinds.includes(node.kind) ||
      (node.kind === SyntaxKind.Identifier && names.includes(textOf(node))) ||
      (member !== null && methods.includes(member))
    if (isUsed)
      return {
        rule: 'built-in',
        message: `this problem forbids ${name}${member === null ? '' : `, which ${member} makes`}`,
      }
  }
  return null
}

type Parts = {
  readonly expression?: Node
  readonly name?: Node
  readonly propertyName?: Node
  readonly argumentExpression?: Node
  readonly literal?: Node
}

/** `m` of `x.m`, `x['m']`, `{ m } = x` and the type `'m'`; null for anything else and for `this.m`. */
function memberName(node: Node): string | null {
  const { expression, name, propertyName, argumentExpression, literal } = node as Node & Parts
  if (node.kind === SyntaxKind.PropertyAccessExpression)
    return expression?.kind === SyntaxKind.ThisKeyword ? null : textOf(name)
  if (node.kind === SyntaxKind.ElementAccessExpression) return textOf(argumentExpression)
  if (node.kind === SyntaxKind.BindingElement) return textOf(propertyName ?? name)
  if (node.kind === SyntaxKind.LiteralType) return textOf(literal)
  return null
}

function textOf(node: Node | undefined): string {
  return node !== undefined && 'text' in node && typeof node.text === 'string' ? node.text : ''
}
