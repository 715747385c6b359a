// All single edits of a program, each with its cost. The same text by two ways keeps the cheaper one.
import { callEdits } from './call-edits.ts'
import { applyChanges } from './change.ts'
import { type Draft, type Edit, weights } from './edit.ts'
import { operatorEdits } from './operator-edits.ts'
import { createPool } from './pool.ts'
import { isTypeNode, type Node, type Program } from './program.ts'
import { regexEdits } from './regex-edits.ts'
import { statementEdits } from './statement-edits.ts'
import { valueEdits } from './value-edits.ts'

/** In the order of the program's text. `statement` is the problem's, for constants it mentions. */
export function editsOf(program: Program, statement: string): Edit[] {
  const pool = createPool(program, statement)
  const cheapest = new Map<string, Edit>()
  const visit = (node: Node) => {
    if (isTypeNode(node)) return
    const drafts = [
      ...operatorEdits(node),
      ...valueEdits(node, pool),
      ...callEdits(node, pool),
      ...regexEdits(node),
      ...statementEdits(node, pool, program),
    ]
    for (const edit of costed(drafts)) {
      const text = applyChanges(program.source, edit.changes)
      const known = cheapest.get(text)
      if (text !== program.source && (!known || known.cost > edit.cost)) cheapest.set(text, edit)
    }
    node.children.forEach(visit)
  }
  visit(program.root)
  return [...cheapest.values()]
}

function costed(drafts: readonly Draft[]): Edit[] {
  const counts = new Map<string, number>()
  for (const { kind } of drafts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return drafts.map(({ kind, place, changes }) => ({
    kind,
    changes,
    place: { start: place.start, end: place.end },
    cost: Math.log(counts.get(kind) ?? 1) - Math.log(weights[kind]),
  }))
}
