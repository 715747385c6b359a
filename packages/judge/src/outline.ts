// The syntax tree of one module as plain data, with positions and the compiler's types: what somebody
// who edits programs needs, without the compiler's own objects. It says nothing about errors.
import { type Checker, type Node, type SourceFile, SyntaxKind } from './checker.ts'

export type Outline = {
  /** The compiler's name of the node, such as `BinaryExpression`. */
  readonly kind: string
  /** UTF-16 offsets of its text, comments and white space before it left out. */
  readonly start: number
  readonly end: number
  /** As the compiler writes it; empty where there is none. */
  readonly type: string
  readonly children: readonly Outline[]
}

/** Deeper trees are refused: whoever walks one recurses. */
const maxDepth = 200

/** null when the compiler gives no answer in time, or the tree is too deep. */
export async function outlineOf(checker: Checker, source: string): Promise<Outline | null> {
  const result = await checker.check(
    [{ name: 'outline', files: { 'solution.ts': source }, isOwnFilesOnly: true, isTyped: true }],
    ['outline/solution.ts'],
  )
  if (result.kind !== 'checked') return null
  const tree = result.trees.get('outline/solution.ts')
  if (!tree) return null
  try {
    return plain(tree, tree, result.types, 0)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function plain(
  node: Node,
  tree: SourceFile,
  types: ReadonlyMap<Node, string>,
  depth: number,
): Outline {
  if (depth > maxDepth) throw new RangeError('the tree is too deep')
  const children: Outline[] = []
  node.forEachChild((child) => {
    children.push(plain(child, tree, types, depth + 1))
    return undefined
  })
  return {
    kind: kindNames.get(node.kind) ?? '',
    start: node.getStart(tree),
    end: node.end,
    type: types.get(node) ?? '',
    children,
  }
}

/** Markers such as `FirstToken` share a number with a real kind. */
const kindNames = new Map(
  Object.entries(SyntaxKind)
    .filter(([name, kind]) => typeof kind === 'number' && !/^(First|Last)[A-Z]/.test(name))
    .map(([name, kind]) => [kind as SyntaxKind, name]),
)
