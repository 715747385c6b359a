// A change of a source text, and texts with several changes applied. New text is made of strings and of
// spans of the original, so a change around an expression and another inside of it go together. Nothing
// here knows the language.
export type Span = { readonly start: number; readonly end: number }

export type Piece = string | Span

/** What stands from `start` to `end` becomes `pieces`; with `start === end` it is an insertion. */
export type Change = Span & { readonly pieces: readonly Piece[] }

/**
 * The text with all changes applied. Of two changes of the same span the first is the outer one. A change
 * whose place another one removes is lost with it.
 */
export function applyChanges(source: string, changes: readonly Change[]): string {
  const ordered = changes
    .map((change, rank) => ({ change, rank }))
    .sort((a, b) => {
      const byStart = a.change.start - b.change.start
      if (byStart !== 0) return byStart
      // An insertion stands before what begins at its place; then the outer before the inner.
      const isInsertion = (change: Change) => change.start === change.end
      const byKind = Number(isInsertion(b.change)) - Number(isInsertion(a.change))
      return byKind || b.change.end - a.change.end || a.rank - b.rank
    })
    .map(({ change }) => change)
  return write(source, { start: 0, end: source.length }, ordered)
}

function write(source: string, span: Span, ordered: readonly Change[]): string {
  let text = ''
  let at = span.start
  for (const [index, change] of ordered.entries()) {
    if (change.start < at || change.end > span.end) continue
    // At the end of a span an insertion belongs to what follows.
    if (change.start === change.end && change.start === span.end && span.end < source.length)
      continue
    text += source.slice(at, change.start)
    const inner = ordered.slice(index + 1)
    for (const piece of change.pieces)
      text +=
        typeof piece === 'string'
          ? piece
          : write(source, piece, outside(ordered, index, inner, piece, change))
    at = change.end
  }
  return text + source.slice(at, span.end)
}

/** A piece from elsewhere is copied with the changes of its own place; `change` itself is spent. */
function outside(
  ordered: readonly Change[],
  index: number,
  inner: readonly Change[],
  piece: Span,
  change: Change,
): readonly Change[] {
  const isInside = piece.start >= change.start && piece.end <= change.end
  return isInside ? inner : [...ordered.slice(0, index), ...inner]
}

/** Whether both can be applied: apart from each other, or one keeps the place of the other. */
export function areApart(a: readonly Change[], b: readonly Change[]): boolean {
  return a.every((one) => b.every((other) => one.end <= other.start || other.end <= one.start))
}
