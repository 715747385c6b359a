// The committed rows as a table: solved tasks by candidates, what the model saves, and how sure that is.
import type { Row } from './columns.ts'
import { bootstrap, candidatesForSame, mcNemar } from './statistics.ts'
import type { ProblemRow } from './suites.ts'

export type ColumnResult = {
  readonly at: string
  readonly commit: string
  readonly limit: number
  readonly weights: string | null
  readonly rows: readonly Row[]
}

export type ProblemResult = Omit<ColumnResult, 'rows'> & { readonly rows: readonly ProblemRow[] }

export type Results = {
  readonly natural: { readonly [column: string]: ColumnResult }
  /** By split, then by column. */
  readonly problems: { readonly [split: string]: { readonly [column: string]: ProblemResult } }
}

export const thresholds = [10, 100, 1e3, 1e4, 1e5] as const
const baseline = 'hand prior'

export function report({ natural, problems }: Results): string {
  const lines: string[] = []
  if (Object.keys(natural).length > 0)
    lines.push(...naturalTable(natural, 'programs'), '', ...naturalTable(natural, 'candidates'))
  for (const [split, byColumn] of Object.entries(problems)) {
    lines.push('', `${split}: first proposals that pass the hidden tests`)
    lines.push(
      [
        'column'.padEnd(26),
        ...[1, 2, 3, 4, 5, 6].map((t) => `T${t}`.padStart(9)),
        '      all',
      ].join(''),
    )
    for (const [name, { rows }] of Object.entries(byColumn)) {
      const cells = [1, 2, 3, 4, 5, 6].map((tier) => {
        const mine = rows.filter((row) => row.tier === tier)
        return `${mine.filter(({ isSolved }) => isSolved).length}/${mine.length}`.padStart(9)
      })
      const all = rows.filter(({ isSolved }) => isSolved).length
      lines.push([name.padEnd(26), ...cells, `${all}/${rows.length}`.padStart(9)].join(''))
    }
    const model = byColumn.model?.rows
    if (model) {
      const others = Object.entries(byColumn).filter(([name]) => name !== 'model')
      const alone = model.filter(
        ({ task, isSolved }) =>
          isSolved &&
          others.every(([, { rows }]) => !rows.find((row) => row.task === task)?.isSolved),
      )
      lines.push(
        `solved by the model's column only: ${alone.map(({ task }) => task).join(', ') || 'none'}`,
      )
    }
  }
  return lines.join('\n')
}

/** What is counted: whole programs, or every expression evaluated on the way to them. */
type Axis = 'programs' | 'candidates'

const axes = {
  programs: 'whole programs tried',
  candidates: 'expressions evaluated, parts of programs included (the beam counts programs only)',
} as const

function naturalTable(natural: Results['natural'], axis: Axis): string[] {
  const columns = Object.entries(natural)
  const total = columns[0]?.[1].rows.length ?? 0
  const head = [
    'column'.padEnd(26),
    'tasks'.padStart(6),
    ...thresholds.map((n) => `<=${n}`.padStart(9)),
    '  1 CPU s',
  ]
  const lines = [
    `natural suite of ${total} tasks: solved within so many ${axes[axis]}`,
    head.join(''),
  ]
  for (const [name, { rows }] of columns) {
    const counts = thresholds.map((n) => String(solvedAt(rows, n, axis)).padStart(9))
    const inSecond = rows.filter((row) => row.candidates !== null && row.cpuMs <= 1000).length
    const many = String(rows.length).padStart(6)
    lines.push([name.padEnd(26), many, ...counts, String(inSecond).padStart(9)].join(''))
  }
  return [...lines, '', ...comparisons(natural, axis)]
}

const isWithin = (n: number | null | undefined, limit: number) =>
  n !== null && n !== undefined && n <= limit

const solvedAt = (rows: readonly Row[], n: number, axis: Axis) =>
  rows.filter((row) => isWithin(row[axis], n)).length

/** Each column beside the hand prior: saved candidates and paired tests. */
function comparisons(natural: Results['natural'], axis: Axis): string[] {
  const reference = natural[baseline]
  if (!reference) return []
  const lines: string[] = []
  const of = (rows: readonly Row[]) => rows.map((row) => row[axis])
  for (const [name, { rows }] of Object.entries(natural)) {
    if (name === baseline) continue
    if (name.startsWith('model alone')) {
      const shares = [1, 10, 100].map((k) => {
        const passes = rows.map((row) => isWithin(row[axis], k))
        const [low, high] = bootstrap(passes)
        const share = passes.filter(Boolean).length / passes.length
        return `pass@${k} ${percent(share)} (${percent(low)} to ${percent(high)})`
      })
      lines.push(`${name}: ${shares.join(', ')}`)
      continue
    }
    // A column made in parts is compared on the tasks it has.
    const own = new Map(rows.map((row) => [row.task, row[axis]]))
    const theirs = reference.rows.filter(({ task }) => own.has(task))
    const parts = [100, 1e3, 1e4].map((at) => {
      const outcomes = theirs.map((row) => [
        isWithin(own.get(row.task), at),
        isWithin(row[axis], at),
      ])
      const wins = outcomes.filter(([mine, other]) => mine && !other)
      const losses = outcomes.filter(([mine, other]) => !mine && other)
      return `<=${at}: +${wins.length} -${losses.length} (p ${mcNemar(wins.length, losses.length).toPrecision(2)})`
    })
    const needed = candidatesForSame(of(rows), of(theirs), 1e3)
    const ratio =
      needed === null ? 'more than all of its' : `${(needed / 1e3).toFixed(1)} times the`
    lines.push(`${name} against ${baseline}: ${parts.join(', ')}`)
    lines.push(`  for what ${name} solves in 1000, ${baseline} takes ${ratio} number`)
  }
  return lines
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
