// How things look: results to stdout, everything else to stderr, colour only on a terminal, aligned
// columns, one box. Nothing here decides what is said.
import { stripVTControlCharacters } from 'node:util'

const isPlain = () =>
  Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb' || process.stdout.isTTY !== true

const paint = (open: number, close: number) => (text: string) =>
  isPlain() ? text : `\x1b[${open}m${text}\x1b[${close}m`

export const bold = paint(1, 22)
export const dim = paint(2, 22)
export const red = paint(31, 39)
export const green = paint(32, 39)
export const yellow = paint(33, 39)
export const cyan = paint(36, 39)

/** Result text. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Result data for `--json`: one document, bigints as decimal strings. */
export function printJson(value: unknown): void {
  print(json(value))
}

/**
 * JSON text. On a terminal its C1 control characters are escaped, too: JSON leaves them as they are, and
 * some terminals obey them. A pipe gets the text as it is.
 */
export function json(value: unknown): string {
  const text = JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item), 2)
  if (process.stdout.isTTY !== true) return text
  return text.replace(/[\x7f-\x9f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
}

/** Anything that is not the result. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Text from elsewhere, safe to show: no escape sequences, no control characters but tab and newline. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
  return stripVTControlCharacters(text).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
}

const width = (text: string) => stripVTControlCharacters(text).length
const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)))

/** Aligned columns with a dim head row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [dim(line(head.map((title) => title.toUpperCase()))), ...rows.map(line)].join('\n')
}

/** Lines in a frame on a terminal, plain lines elsewhere. */
export function box(title: string, lines: readonly string[]): string {
  if (isPlain()) return [title, ...lines.map((line) => (line ? `  ${line}` : ''))].join('\n')
  const inner = Math.max(width(title) + 1, ...lines.map(width))
  const top = `╭─ ${bold(title)} ${'─'.repeat(Math.max(0, inner - width(title) - 1))}╮`
  const body = lines.map((line) => `│ ${pad(line, inner)} │`)
  return [top, ...body, `╰${'─'.repeat(inner + 2)}╯`].join('\n')
}

export type Progress = {
  readonly step: (text: string) => void
  /** A line that stays, above the step. */
  readonly say: (text: string) => void
  /** Take the spinner away. */
  readonly done: () => void
}

/** A spinner on a terminal, one line per step elsewhere; always on stderr. */
export function startProgress(): Progress {
  if (process.stderr.isTTY !== true || process.env.TERM === 'dumb')
    return { step: (text) => note(`${text} …`), say: note, done: () => {} }
  const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
  let frame = 0
  let current = ''
  const draw = () => {
    frame = (frame + 1) % frames.length
    if (current) process.stderr.write(`\r\x1b[2K${frames[frame]} ${current}`)
  }
  const timer = setInterval(draw, 80)
  timer.unref()
  return {
    step: (text) => {
      current = text
      draw()
    },
    say: (text) => {
      note(current ? `\r\x1b[2K${text}` : text)
      draw()
    },
    done: () => {
      clearInterval(timer)
      if (current) process.stderr.write('\r\x1b[2K')
      current = ''
    },
  }
}
