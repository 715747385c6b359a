// Edits of operators: comparison bounds, signs, connectives, operands, assignments, steps.
import { type Draft, draft, type EditKind } from './edit.ts'
import { kindOf, type Node } from './program.ts'

const alternatives: { readonly [operator: string]: readonly (readonly [EditKind, string])[] } = {
  '<': [
    ['boundary', '<='],
    ['comparison', '>'],
    ['comparison', '>='],
    ['comparison', '!=='],
  ],
  '<=': [
    ['boundary', '<'],
    ['comparison', '>='],
    ['comparison', '>'],
    ['comparison', '==='],
  ],
  '>': [
    ['boundary', '>='],
    ['comparison', '<'],
    ['comparison', '<='],
    ['comparison', '!=='],
  ],
  '>=': [
    ['boundary', '>'],
    ['comparison', '<='],
    ['comparison', '<'],
    ['comparison', '==='],
  ],
  '===': [['equality', '!==']],
  '!==': [['equality', '===']],
  '+': [
    ['arithmetic', '-'],
    ['arithmetic', '*'],
  ],
  '-': [['arithmetic', '+']],
  '*': [
    ['arithmetic', '/'],
    ['arithmetic', '+'],
    ['arithmetic', '**'],
  ],
  '/': [
    ['arithmetic', '*'],
    ['arithmetic', '%'],
  ],
  '%': [['arithmetic', '/']],
  '<<': [['arithmetic', '>>']],
  '>>': [
    ['arithmetic', '<<'],
    ['arithmetic', '>>>'],
  ],
  '>>>': [['arithmetic', '>>']],
  '&': [
    ['arithmetic', '|'],
    ['arithmetic', '^'],
  ],
  '|': [
    ['arithmetic', '&'],
    ['arithmetic', '^'],
  ],
  '^': [
    ['arithmetic', '&'],
    ['arithmetic', '|'],
  ],
  '&&': [['logic', '||']],
  '||': [
    ['logic', '&&'],
    ['nullish', '??'],
  ],
  '??': [['nullish', '||']],
  '=': [
    ['assignment', '+='],
    ['assignment', '??='],
  ],
  '+=': [
    ['assignment', '='],
    ['assignment', '-='],
  ],
  '-=': [
    ['assignment', '='],
    ['assignment', '+='],
  ],
  '*=': [
    ['assignment', '+='],
    ['assignment', '/='],
  ],
  '/=': [['assignment', '*=']],
  '??=': [['assignment', '=']],
  '||=': [['nullish', '??=']],
}

export function operatorEdits(node: Node): Draft[] {
  if (node.kind === 'BinaryExpression') return binaryEdits(node)
  const [operand] = node.children
  if (!operand) return []
  if (node.kind === 'PrefixUnaryExpression') {
    if (node.text.startsWith('!') || node.text.startsWith('-'))
      return [draft('unwrap', node, operand)]
    return stepEdits(node, operand)
  }
  return node.kind === 'PostfixUnaryExpression' ? stepEdits(node, operand) : []
}

function binaryEdits(node: Node): Draft[] {
  const [left, operator, right] = node.children
  if (!left || !operator || !right) return []
  const isText = kindOf(node.type) === 'string'
  const found: Draft[] = []
  for (const [kind, other] of alternatives[operator.text] ?? []) {
    if (isText && (kind === 'arithmetic' || other === '-=')) continue
    if (other === '+=' && !/^(number|string)$/.test(kindOf(left.type))) continue
    found.push({ kind, place: node, changes: [{ ...spanOf(operator), pieces: [other] }] })
  }
  if (operator.text === '===' && kindOf(left.type) === 'number')
    for (const other of ['<=', '>='])
      found.push({
        kind: 'comparison',
        place: node,
        changes: [{ ...spanOf(operator), pieces: [other] }],
      })
  if (['&&', '||', '??'].includes(operator.text))
    found.push(draft('dropOperand', node, left), draft('dropOperand', node, right))
  if (['+', '-', '*', '/'].includes(operator.text))
    found.push(draft('dropOperand', node, left), draft('dropOperand', node, right))
  if (['-', '/', '%', '**'].includes(operator.text) || (operator.text === '+' && isText))
    found.push(draft('swapOperands', node, right, ` ${operator.text} `, left))
  // When both sides do something, their order must stay.
  if (operator.text === '-' && /\(/.test(left.text) && /\(/.test(right.text))
    found.push(draft('swapOperands', node, '-', left, ' + ', right))
  return [...found, ...regroupings(node, left, operator, right)]
}

/** `a + b * c` as `(a + b) * c`, and the other way round. */
function regroupings(node: Node, left: Node, operator: Node, right: Node): Draft[] {
  const isArithmetic = (text: string | undefined) =>
    ['+', '-', '*', '/', '%', '??', '&&', '||'].includes(text ?? '')
  if (!isArithmetic(operator.text)) return []
  const found: Draft[] = []
  const [rightLeft, rightOperator, rightRight] =
    right.kind === 'BinaryExpression' ? right.children : []
  if (rightLeft && rightRight && isArithmetic(rightOperator?.text))
    found.push(
      draft(
        'regroup',
        node,
        '(',
        left,
        ` ${operator.text} `,
        rightLeft,
        `) ${rightOperator?.text} `,
        rightRight,
      ),
    )
  const [leftLeft, leftOperator, leftRight] = left.kind === 'BinaryExpression' ? left.children : []
  if (leftLeft && leftRight && isArithmetic(leftOperator?.text))
    found.push(
      draft(
        'regroup',
        node,
        leftLeft,
        ` ${leftOperator?.text} (`,
        leftRight,
        ` ${operator.text} `,
        right,
        ')',
      ),
    )
  return found
}

function stepEdits(node: Node, operand: Node): Draft[] {
  const isPrefix = node.kind === 'PrefixUnaryExpression'
  const sign = isPrefix ? node.text.slice(0, 2) : node.text.slice(-2)
  if (sign !== '++' && sign !== '--') return []
  const other = sign === '++' ? '--' : '++'
  const isUsed = node.parent?.kind !== 'ExpressionStatement' && node.parent?.kind !== 'ForStatement'
  return [
    isPrefix ? draft('step', node, other, operand) : draft('step', node, operand, other),
    ...(isUsed
      ? [
          isPrefix ? draft('step', node, operand, sign) : draft('step', node, sign, operand),
          draft('step', node, operand),
        ]
      : []),
  ]
}

function spanOf({ start, end }: Node) {
  return { start, end }
}
