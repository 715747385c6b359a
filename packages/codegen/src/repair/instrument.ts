// Changes that make a program fit to be tried: a count in every function and loop, so that what never ends
// is ended; and, when asked, a mark before every statement, which says what an example passes through.
import type { Change } from './change.ts'
import { functionKinds, isStatement, loopKinds, type Node, type Program } from './program.ts'

/** Names the tried program may use. The dollar keeps them apart from its own. */
export const tickName = '$tick'
export const markName = '$mark'

export type Marked = { readonly changes: readonly Change[]; readonly statements: readonly Node[] }

/** Exports lose their keyword: the program becomes the body of a function. */
export function instrument({ nodes, source }: Program): Change[] {
  const changes: Change[] = []
  for (const node of nodes) {
    if (node.kind === 'ExportKeyword') {
      const space = /^\s*/.exec(source.slice(node.end))?.[0].length ?? 0
      changes.push({ start: node.start, end: node.end + space, pieces: [] })
    }
    const body =
      functionKinds.has(node.kind) || loopKinds.has(node.kind) ? node.children.at(-1) : undefined
    // The condition of do-while comes last.
    const inner = node.kind === 'DoStatement' ? node.children[0] : body
    if (!inner) continue
    if (inner.kind === 'Block')
      changes.push({ start: inner.start + 1, end: inner.start + 1, pieces: [`${tickName}();`] })
    else if (loopKinds.has(node.kind))
      changes.push({ start: inner.start, end: inner.end, pieces: [`{${tickName}();`, inner, '}'] })
    else if (node.kind === 'ArrowFunction')
      changes.push({ start: inner.start, end: inner.end, pieces: [`(${tickName}(),`, inner, ')'] })
  }
  return changes
}

export function markStatements({ nodes }: Program): Marked {
  const statements: Node[] = []
  const changes = nodes.flatMap((node): Change[] => {
    if (!isStatement(node) || node.kind === 'Block') return []
    const mark = `${markName}(${statements.push(node) - 1});`
    const isListed = ['Block', 'SourceFile', 'CaseClause', 'DefaultClause'].includes(
      node.parent?.kind ?? '',
    )
    return isListed
      ? [{ start: node.start, end: node.start, pieces: [mark] }]
      : [{ start: node.start, end: node.end, pieces: [`{${mark}`, node, '}'] }]
  })
  return { changes, statements }
}
