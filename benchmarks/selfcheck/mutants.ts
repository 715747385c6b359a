// First-order mutants of a reference solution: one small change each, of the kinds that people make. They
// need not type-check; whether a mutant behaves differently at all is for mutation.ts to find out.
import ts from 'typescript'

export type Mutant = {
  /** `12: a < b -> a <= b`, the line counted from 1. */
  readonly change: string
  readonly source: string
}

const binary: { readonly [operator: string]: readonly string[] } = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '+=': ['-=', '='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
}

const methods: { readonly [name: string]: string } = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  trunc: 'floor',
  some: 'every',
  every: 'some',
  push: 'unshift',
  unshift: 'push',
  pop: 'shift',
  shift: 'pop',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  padStart: 'padEnd',
  padEnd: 'padStart',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  replaceAll: 'replace',
}

/** Every mutant of the source, in the order of the text. */
export function makeMutants(source: string): Mutant[] {
  const tree = ts.createSourceFile('solution.ts', source, ts.ScriptTarget.ES2023, true)
  const mutants: Mutant[] = []
  const replace = (node: ts.Node, text: string) => {
    const [start, end] = [node.getStart(tree), node.getEnd()]
    const line = tree.getLineAndCharacterOfPosition(start).line + 1
    const was = source.slice(start, end).replace(/\s+/g, ' ').slice(0, 60)
    const shown = text === '' ? 'nothing' : text.replace(/\s+/g, ' ').slice(0, 60)
    mutants.push({
      change: `${line}: ${was} -> ${shown}`,
      source: source.slice(0, start) + text + source.slice(end),
    })
  }
  const visit = (node: ts.Node): void => {
    // Types are erased, and exports must keep their names.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return
    mutate(node, tree, replace)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return mutants
}

function mutate(
  node: ts.Node,
  tree: ts.SourceFile,
  replace: (node: ts.Node, text: string) => void,
) {
  if (ts.isBinaryExpression(node))
    for (const other of binary[node.operatorToken.getText(tree)] ?? [])
      replace(node, `${node.left.getText(tree)} ${other} ${node.right.getText(tree)}`)
  else if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText(tree)
    if (node.operator === ts.SyntaxKind.PlusPlusToken) replace(node, `--${operand}`)
    else if (node.operator === ts.SyntaxKind.MinusMinusToken) replace(node, `++${operand}`)
    else if (node.operator !== ts.SyntaxKind.PlusToken) replace(node, `(${operand})`)
  } else if (ts.isPostfixUnaryExpression(node)) {
    const isUp = node.operator === ts.SyntaxKind.PlusPlusToken
    replace(node, `${node.operand.getText(tree)}${isUp ? '--' : '++'}`)
  } else if (ts.isNumericLiteral(node)) {
    const value = Number(node.text)
    replace(node, `${value + 1}`)
    replace(node, value === 0 ? '(-1)' : `${value - 1}`)
  } else if (ts.isBigIntLiteral(node)) replace(node, `(${node.text} + 1n)`)
  else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    if (isName(node)) return
    replace(node, node.text === '' ? "'x'" : "''")
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false')
  else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true')
  else if (ts.isIfStatement(node)) {
    replace(node.expression, 'true')
    replace(node.expression, 'false')
  } else if (ts.isConditionalExpression(node)) {
    replace(node.condition, 'true')
    replace(node.condition, 'false')
  } else if (ts.isWhileStatement(node)) replace(node.expression, 'false')
  else if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) replace(node, ';')
  else if (ts.isExpressionStatement(node)) replace(node, ';')
  else if (ts.isPropertyAccessExpression(node) && Object.hasOwn(methods, node.name.text))
    replace(node.name, methods[node.name.text] ?? '')
}

/** A property's name, a module's name or a directive: no value. */
function isName(node: ts.Node): boolean {
  const { parent } = node
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isImportDeclaration(parent) ||
    ts.isExpressionStatement(parent) ||
    ts.isLiteralTypeNode(parent)
  )
}
