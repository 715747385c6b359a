// A learning curve as an SVG that stands alone: training and held-out loss over updates, with the counts'
// own loss as a dashed line to beat. No script, no outside font, readable in light and dark.

export type CurvePoint = {
  readonly step: number
  /** Mean since the point before; null at the first. */
  readonly trainLoss: number | null
  readonly heldOutLoss: number
}

export type CurveNotes = {
  readonly title: string
  /** Loss of the counts on the same held-out tokens, nats per token. */
  readonly fieldLoss: number | null
  /** What the counts are called. @default n-gram field */
  readonly fieldName?: string
}

const [width, height] = [720, 400]
const frame = { left: 56, right: 16, top: 44, bottom: 44 }

export function curveSvg(points: readonly CurvePoint[], notes: CurveNotes): string {
  const losses = points.flatMap(({ trainLoss, heldOutLoss }) =>
    trainLoss === null ? [heldOutLoss] : [trainLoss, heldOutLoss],
  )
  const top = niceTop(Math.max(0.1, notes.fieldLoss ?? 0, ...losses))
  const steps = Math.max(1, points.at(-1)?.step ?? 1)
  const x = (step: number) =>
    round(frame.left + (step / steps) * (width - frame.left - frame.right))
  const y = (loss: number) =>
    round(height - frame.bottom - (loss / top) * (height - frame.top - frame.bottom))
  const line = (of: (point: CurvePoint) => number | null, color: string) => {
    const places = points.flatMap((point) => {
      const loss = of(point)
      return loss === null ? [] : [`${x(point.step)},${y(loss)}`]
    })
    return `<polyline points="${places.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`
  }
  const text = (at: readonly [number, number], words: string, more = '') =>
    `<text x="${at[0]}" y="${at[1]}"${more}>${quoted(words)}</text>`
  const ticks = Array.from({ length: 5 }, (_, i) => (top * i) / 4).flatMap((loss) => [
    `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(loss)}" y2="${y(loss)}" stroke="#8884"/>`,
    text([frame.left - 8, y(loss) + 4], String(round(loss)), ' text-anchor="end"'),
  ])
  const last = points.at(-1)
  const field =
    notes.fieldLoss === null
      ? []
      : [
          `<line x1="${frame.left}" x2="${width - frame.right}" y1="${y(notes.fieldLoss)}" y2="${y(notes.fieldLoss)}" stroke="#888" stroke-dasharray="5 4"/>`,
          text(
            [width - frame.right, y(notes.fieldLoss) - 5],
            `${notes.fieldName ?? 'n-gram field'} ${notes.fieldLoss.toFixed(2)}`,
            ' text-anchor="end"',
          ),
        ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#777">`,
    `<title>${quoted(notes.title)}: loss over training</title>`,
    text([frame.left, 22], notes.title, ' font-size="15"'),
    ...ticks,
    ...field,
    line(({ trainLoss }) => trainLoss, '#d9822b'),
    line(({ heldOutLoss }) => heldOutLoss, '#2b7bd9'),
    text([frame.left, height - 14], '0'),
    text([width - frame.right, height - 14], `${steps} updates`, ' text-anchor="end"'),
    text(
      [(width + frame.left) / 2, height - 14],
      'loss in nats per token: training (orange), held-out (blue)',
      ' text-anchor="middle"',
    ),
    ...(last === undefined
      ? []
      : [
          text(
            [width - frame.right, 22],
            `held-out ${last.heldOutLoss.toFixed(3)} after ${last.step}`,
            ' text-anchor="end"',
          ),
        ]),
    '</svg>',
    '',
  ].join('\n')
}

/** The axis ends at a multiple of four quarters, so its labels are short. */
function niceTop(most: number): number {
  const unit = most > 4 ? 2 : most > 1 ? 1 : 0.2
  return Math.ceil(most / unit) * unit
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
