// Which parameters a signature calls readonly, and how deep: the language has no such types, so the printer
// copies where a readonly list would become the result.

export type ReadonlyDepths = {
  /** Per parameter: 0 mutable, 1 outer list readonly, 2 inner lists too. */
  readonly depths: readonly number[]
  readonly isResultReadonly: boolean
}

export function readonlyDepths(signature: string, count: number): ReadonlyDepths {
  const open = signature.indexOf('(')
  const close = closingOf(signature, open)
  const parameters = splitTop(signature.slice(open + 1, close))
  const depths = Array.from({ length: count }, (_, i) => depthOf(parameters[i] ?? ''))
  return { depths, isResultReadonly: depthOf(signature.slice(close + 1)) > 0 }
}

/** A lone mark belongs to the outer list, except in `(readonly T[])[]`. */
function depthOf(text: string): number {
  const marks = text.match(/\breadonly\b|\bReadonlyArray\b/g)?.length ?? 0
  return marks === 1 && /\(readonly [^)]*\)\[\]|^[^<]*\bArray<(readonly|Readonly)/.test(text)
    ? 2
    : marks
}

function closingOf(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return i
  }
  return text.length
}

function splitTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if ('(<[{'.includes(char)) depth++
    else if (')]}'.includes(char) || (char === '>' && text[i - 1] !== '=')) depth--
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  return [...parts, text.slice(from)]
}
