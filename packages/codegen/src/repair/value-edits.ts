// Edits of what a value is: one more or less, another constant, variable or expression in its place, a
// copy instead of the thing itself, a condition turned round or joined by another.
import { type Draft, draft } from './edit.ts'
import { isValue, negated, type Pool } from './pool.ts'
import { isList, kindOf, mayBeAbsent, type Node } from './program.ts'

const replaceable =
  /^(Identifier|NumericLiteral|StringLiteral|NoSubstitutionTemplateLiteral|PropertyAccessExpression|ElementAccessExpression|CallExpression|NonNullExpression|BinaryExpression|PrefixUnaryExpression|ParenthesizedExpression|ThisKeyword|TrueKeyword|FalseKeyword|ArrayLiteralExpression|ObjectLiteralExpression|ConditionalExpression|TemplateExpression|NullKeyword)$/

export function valueEdits(node: Node, pool: Pool): Draft[] {
  if (!replaceable.test(node.kind) || !isValue(node)) return []
  if (node.kind === 'CallExpression' && node.parent?.kind === 'ExpressionStatement') return []
  const isCallee = node.parent?.kind === 'CallExpression' && node.parent.children[0] === node
  if (isCallee) return []
  const kind = kindOf(node.type)
  const found: Draft[] = []
  if (kind === 'number') found.push(...numberEdits(node, pool))
  if (kind === 'string') found.push(...textEdits(node, pool))
  if (kind === 'boolean' || isCondition(node)) found.push(...conditionEdits(node, pool))
  if (kind !== '' && kind !== 'any') found.push(...replacements(node, pool))
  if (isList(node.type) && !/^(ArrayLiteral|Call)/.test(node.kind) && isKept(node))
    found.push(draft('copy', node, '[...', node, ']'))
  if (/^\{/.test(kind) && node.kind === 'Identifier' && isKept(node))
    found.push(draft('copy', node, '{ ...', node, ' }'))
  return found
}

/** It lives on somewhere: assigned, returned, passed on. */
function isKept({ parent }: Node): boolean {
  return /^(VariableDeclaration|BinaryExpression|ReturnStatement|CallExpression|PropertyAssignment|ArrayLiteralExpression|NewExpression|ArrowFunction)$/.test(
    parent?.kind ?? '',
  )
}

function numberEdits(node: Node, pool: Pool): Draft[] {
  const found: Draft[] = []
  const { parent } = node
  const inSum = parent?.kind === 'BinaryExpression' && /^[-+]$/.test(parent.children[1]?.text ?? '')
  if (node.kind === 'NumericLiteral') {
    const value = Number(node.text)
    const isSigned = parent?.kind === 'PrefixUnaryExpression'
    const near = [value + 1, value - 1, ...(isSigned ? [] : [-value])].filter(
      (other) => other !== value && Number.isFinite(other),
    )
    found.push(
      ...near.map((other) =>
        draft('literal', node, inSum && other < 0 ? `(${other})` : String(other)),
      ),
    )
    const others = ['0', '1', '2', ...pool.numbers, 'Infinity', '-Infinity'].filter(
      (text) => Number(text) !== value && !near.includes(Number(text)),
    )
    found.push(...[...new Set(others)].map((text) => draft('constant', node, text)))
  } else if (!inSum && node.kind !== 'ParenthesizedExpression' && !mayBeAbsent(node.type)) {
    const isTight =
      /^(BinaryExpression|PrefixUnaryExpression|PropertyAccessExpression)$/.test(
        parent?.kind ?? '',
      ) && !isLoose(parent)
    const [open, close] = isTight ? ['(', ')'] : ['', '']
    const self =
      node.kind === 'ConditionalExpression' ||
      (node.kind === 'BinaryExpression' && !/^[-+*/%]$/.test(node.children[1]?.text ?? ''))
        ? ['(', node, ')']
        : [node]
    found.push(
      draft('offByOne', node, open, ...self, ` + 1${close}`),
      draft('offByOne', node, open, ...self, ` - 1${close}`),
    )
    for (const text of ['0', '1']) found.push(draft('constant', node, text))
  }
  if (
    /^(NumericLiteral|Identifier|PropertyAccessExpression|BinaryExpression|CallExpression)$/.test(
      node.kind,
    ) &&
    node.text.length <= 40
  )
    found.push(
      ...pool
        .computedAt(node)
        .map((text) =>
          draft(
            'computed',
            node,
            inSum || parent?.kind === 'BinaryExpression' ? `(${text})` : text,
          ),
        ),
    )
  if (
    ['Math.min', 'Math.max'].every((name) => !node.text.startsWith(name)) &&
    !mayBeAbsent(node.type) &&
    /^(ReturnStatement|BinaryExpression|ArrowFunction|VariableDeclaration|CallExpression)$/.test(
      parent?.kind ?? '',
    )
  ) {
    for (const name of ['Math.abs', 'Math.floor', 'Math.ceil', 'Math.round', 'Math.trunc'])
      if (!node.text.startsWith(name)) found.push(draft('wrap', node, `${name}(`, node, ')'))
    for (const text of [
      '0',
      ...pool
        .sameKind(node, 'number')
        .filter((other) => other !== node.text && other.length <= 16)
        .slice(0, 6),
    ])
      for (const name of ['Math.max', 'Math.min'])
        found.push(draft('wrap', node, `${name}(${text}, `, node, ')'))
    if (node.kind === 'BinaryExpression' && node.children[1]?.text === '%') {
      const [left, , right] = node.children
      if (left && right)
        found.push(draft('wrap', node, '((', left, ' % ', right, ') + ', right, ') % ', right))
    }
    found.push(draft('wrap', node, '-(', node, ')'))
  }
  return found
}

/** Looser than + and -, so `a + 1` needs no brackets in it. */
function isLoose(parent: Node | null): boolean {
  return (
    parent?.kind === 'BinaryExpression' &&
    /^([<>]=?|[!=]==|&&|\|\||[-+]?=)$/.test(parent.children[1]?.text ?? '')
  )
}

function textEdits(node: Node, pool: Pool): Draft[] {
  if (node.kind !== 'StringLiteral') return []
  const others = ["''", "' '", ...pool.texts].filter(
    (text) => text.slice(1, -1) !== node.text.slice(1, -1),
  )
  return [...new Set(others)].map((text) => draft('text', node, text))
}

/** It is asked whether it is true, whatever its type. */
export function isCondition(node: Node): boolean {
  const { parent } = node
  if (!parent) return false
  if (/^(IfStatement|WhileStatement|ConditionalExpression)$/.test(parent.kind))
    return parent.children[0] === node
  if (parent.kind === 'DoStatement') return parent.children[1] === node
  if (parent.kind === 'BinaryExpression' && /^(&&|\|\|)$/.test(parent.children[1]?.text ?? ''))
    return isCondition(parent)
  return parent.kind === 'PrefixUnaryExpression' && parent.text.startsWith('!')
}

function conditionEdits(node: Node, pool: Pool): Draft[] {
  const found: Draft[] = []
  const { parent } = node
  const isWhole =
    isCondition(node) &&
    !(parent?.kind === 'BinaryExpression') &&
    parent?.kind !== 'PrefixUnaryExpression'
  const isResult =
    /^(ReturnStatement|ArrowFunction|VariableDeclaration)$/.test(parent?.kind ?? '') &&
    kindOf(node.type) === 'boolean'
  if (kindOf(node.type) !== 'boolean') {
    const nothing = /null/.test(node.type) ? 'null' : 'undefined'
    const isNot = parent?.kind === 'PrefixUnaryExpression'
    if (isNot && parent) found.push(draft('narrow', parent, node, ` === ${nothing}`))
    else found.push(draft('narrow', node, node, ` !== ${nothing}`))
    if (kindOf(node.type) === 'number') found.push(draft('narrow', node, node, ' > 0'))
  }
  if (
    node.kind !== 'ParenthesizedExpression' &&
    (isWhole || isResult || kindOf(node.type) === 'boolean') &&
    !/Keyword$/.test(node.kind)
  ) {
    if (!(node.kind === 'BinaryExpression' && /^[=!<>]/.test(node.children[1]?.text ?? '')))
      found.push(draft('negate', node, negated(node)))
  }
  if (isWhole || isResult) {
    for (const text of ['true', 'false'])
      if (node.text !== text) found.push(draft('always', node, text))
    for (const other of pool.conditionsAt(node)) {
      if (other === node.text) continue
      const extra = / && | \|\| | \?\? /.test(other) ? `(${other})` : other
      const self =
        node.kind === 'BinaryExpression' && /^(\|\||&&|\?\?)$/.test(node.children[1]?.text ?? '')
          ? ['(', node, ')']
          : [node]
      found.push(
        draft('onlyWhen', node, ...self, ` && ${extra}`),
        draft('onlyWhen', node, ...self, ` || ${extra}`),
      )
      found.push(draft('expression', node, other))
    }
  }
  return found
}

function replacements(node: Node, pool: Pool): Draft[] {
  const { parent } = node
  // A shorthand or a long expression is rarely the wrong name.
  if (
    node.text.length > 60 || /Literal|Template|Conditional/.test(node.kind)
      ? node.kind !== 'NumericLiteral' && node.kind !== 'StringLiteral'
      : false
  )
    return []
  const isPartOfAccess =
    /^(PropertyAccess|ElementAccess|NonNull|Call)Expression$/.test(parent?.kind ?? '') &&
    parent?.children[0] === node
  const found: Draft[] = []
  for (const text of pool.sameKind(node, node.type)) {
    if (text === node.text) continue
    const isName = /^(this\.)?#?[\w$]+!?$/.test(text)
    if (isPartOfAccess && !isName) continue
    const needsBrackets =
      / [-+*/%<>=&|?]+ /.test(text) &&
      /^(BinaryExpression|PrefixUnaryExpression)$/.test(parent?.kind ?? '')
    found.push(draft(isName ? 'variable' : 'expression', node, needsBrackets ? `(${text})` : text))
  }
  return found
}
