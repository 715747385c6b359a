// What a cartridge may not contain although it type-checks: ways around the checker (any, suppression
// comments, declare), ways to reach other files, and code made from text. Rules read the syntax tree,
// so words inside strings do not trip them. The sandbox, not this list, is the security boundary.
import { limits } from '@zooid/base'
import { type Node, type SourceFile, SyntaxKind } from './checker.ts'
import { type Forbiddable, forbiddenBuiltIn } from './forbidden-builtins.ts'

export type Violation = { readonly rule: string; readonly message: string }

/** Deepest bracket nesting: far above real code, far below what makes a checker hang. */
const maxNesting = 100

/**
 * Deepest syntax tree. Chains without brackets (`a => a => …`) are only seen there, and the
 * transpiler's native recursion ends the whole process some thousands of levels down.
 */
const maxTreeDepth = 500

/** Encoding, size and nesting, before any parser sees the text. */
export function findOversize(file: string, source: string): Violation | null {
  const bytes = Buffer.byteLength(source)
  if (bytes > limits.cartridgeSourceBytes)
    return {
      rule: 'size',
      message: `${file} has ${bytes} bytes, the limit is ${limits.cartridgeSourceBytes}`,
    }
  if (Buffer.from(source).toString() !== source)
    return { rule: 'encoding', message: `${file} is not well-formed Unicode` }
  if (nestingExceeds(source, maxNesting))
    return { rule: 'nesting', message: `${file} nests brackets deeper than ${maxNesting}` }
  return null
}

/**
 * The first forbidden construct of a file, or null. `allowAny` is for test files; `isProblem` also forbids
 * to look for tests in the surroundings, and `forbids` what the problem itself does.
 */
export function findForbidden(
  file: string,
  tree: SourceFile,
  {
    allowAny,
    isProblem = false,
    forbids = [],
  }: {
    readonly allowAny: boolean
    readonly isProblem?: boolean
    readonly forbids?: readonly Forbiddable[]
  },
): Violation | null {
  const at = (node: Node) => {
    const { line, character } = tree.getLineAndCharacterOfPosition(node.pos)
    return `${file}:${line + 1}:${character + 1}`
  }
  const suppression = /@ts-(ignore|expect-error|nocheck|check)\b/.exec(tree.text)
  if (suppression)
    return { rule: 'suppression', message: `${file}: ${suppression[0]} comments are not allowed` }
  const references = [
    ...tree.referencedFiles,
    ...tree.typeReferenceDirectives,
    ...tree.libReferenceDirectives,
  ]
  if (references.length > 0)
    return { rule: 'reference', message: `${file}: /// <reference> is not allowed` }

  // An explicit stack: a long chain such as 1+1+1+… is as deep as it is long.
  const open: { node: Node; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (depth > maxTreeDepth)
      return { rule: 'nesting', message: `${file} nests deeper than ${maxTreeDepth} constructs` }
    const found =
      forbiddenNode(node, allowAny) ??
      (isProblem ? reachingNode(node) : null) ??
      forbiddenBuiltIn(node, forbids)
    if (found) return { rule: found.rule, message: `${at(node)}: ${found.message}` }
    const children: { node: Node; depth: number }[] = []
    node.forEachChild((child) => {
      children.push({ node: child, depth: depth + 1 })
      return undefined
    })
    open.push(...children.reverse())
  }
  return null
}

const importKinds: ReadonlySet<number> = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ImportEqualsDeclaration,
  SyntaxKind.ImportType,
  SyntaxKind.ImportKeyword,
  SyntaxKind.ExternalModuleReference,
])

const codeFromText: ReadonlySet<string> = new Set(['eval', 'Function'])

function forbiddenNode(node: Node, allowAny: boolean): Violation | null {
  if (node.kind === SyntaxKind.AnyKeyword && !allowAny)
    return { rule: 'any', message: 'the type any is not allowed; use unknown or Json' }
  if (node.kind === SyntaxKind.DeclareKeyword)
    return { rule: 'declare', message: 'declare is not allowed: it states what nothing checks' }
  if (importKinds.has(node.kind))
    return { rule: 'import', message: 'imports are not allowed: a cartridge is one file' }
  if (node.kind === SyntaxKind.ExportDeclaration && hasModuleSpecifier(node))
    return { rule: 'import', message: 'exports from other files are not allowed' }
  if (node.kind === SyntaxKind.Identifier) {
    const name = identifierText(node)
    if (codeFromText.has(name)) return { rule: 'eval', message: `${name} is not allowed` }
    if (name === 'require') return { rule: 'import', message: 'require is not allowed' }
  }
  return null
}

/** A solution's world holds no tests, so this only says early what would come to nothing. */
function reachingNode(node: Node): Violation | null {
  if (node.kind !== SyntaxKind.Identifier || identifierText(node) !== 'globalThis') return null
  return {
    rule: 'reach',
    message: 'globalThis is not allowed: a solution depends on its arguments',
  }
}

function identifierText(node: Node): string {
  return 'text' in node && typeof node.text === 'string' ? node.text : ''
}

function hasModuleSpecifier(node: Node): boolean {
  return 'moduleSpecifier' in node && node.moduleSpecifier !== undefined
}

/** Counts brackets outside of plain strings and comments; templates and regexes count as code. */
function nestingExceeds(source: string, limit: number): boolean {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[([{]|[)\]}]/g
  let depth = 0
  for (const [text] of source.matchAll(token)) {
    if (text === '(' || text === '[' || text === '{') {
      if (++depth > limit) return true
    } else if (text === ')' || text === ']' || text === '}') depth = Math.max(0, depth - 1)
  }
  return false
}
