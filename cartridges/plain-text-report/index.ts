// Rows as an aligned table of text. Widths are counted in columns of a terminal, where CJK and emoji take
// two and combining marks none.

type JsonObject = { readonly [key: string]: Json }
type Column = {
  key: string
  name: string
  digits: number | null
  foot: string | null
  width: number | null
}

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

const widthOf = (text: string) =>
  [...text].reduce(
    (sum, letter) => sum + (/\p{M}|\u200d|\ufe0f/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1),
    0,
  )

function readColumn(item: Json, index: number): Column {
  const where = `columns[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { key, name = key, digits = null, foot = null, width = null } = item
  if (typeof key !== 'string' || key === '' || typeof name !== 'string' || name.length > 60)
    throw new BadInput(`${where} needs a "key", and a "name" of at most 60 characters`)
  if (digits !== null && !(Number.isInteger(digits) && Number(digits) >= 0 && Number(digits) <= 6))
    throw new BadInput(`${where}.digits must be from 0 to 6`)
  if (foot !== null && foot !== 'sum' && foot !== 'mean' && foot !== 'count')
    throw new BadInput(`${where}.foot must be sum, mean or count`)
  if (width !== null && !(Number.isInteger(width) && Number(width) >= 3 && Number(width) <= 80))
    throw new BadInput(`${where}.width must be from 3 to 80`)
  return { key, name, digits: digits as number | null, foot, width: width as number | null }
}

/** Lines of at most `width` columns, broken at spaces where there are some. */
function wrap(text: string, width: number | null): string[] {
  if (width === null) return [text]
  const lines = ['']
  for (const word of text
    .split(' ')
    .flatMap((part) => part.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])) {
    const last = lines.at(-1) ?? ''
    if (last === '') lines[lines.length - 1] = word
    else if (widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function footOf({ foot, digits }: Column, values: readonly Json[]): string {
  const numbers = values.filter((value) => typeof value === 'number')
  const sum = numbers.reduce((total, value) => total + value, 0)
  if (foot === 'count') return String(values.filter((value) => value !== null).length)
  if (foot === null || numbers.length === 0) return ''
  const value = foot === 'sum' ? sum : sum / numbers.length
  return digits === null ? String(Number(value.toPrecision(8))) : value.toFixed(digits)
}

/** Numbers get the same count of places, so that right-aligned points stand below each other. */
function format(value: Json, places: number | null): string {
  if (typeof value === 'number' && places !== null) return value.toFixed(places)
  const text =
    value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 1000)
}

function layOut(columns: readonly Column[], rows: readonly JsonObject[], style: string): string {
  const table = columns.map((column) => {
    const values = rows.map((row) =>
      Object.hasOwn(row, column.key) ? (row[column.key] ?? null) : null,
    )
    const isNumeric =
      values.some((value) => typeof value === 'number') &&
      values.every((value) => typeof value === 'number' || value === null)
    const most = Math.max(
      0,
      ...values.map((value) =>
        typeof value === 'number' ? (/\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0) : 0,
      ),
    )
    const places = isNumeric ? (column.digits ?? Math.min(6, most)) : null
    const cells = values.map((value) =>
      wrap(format(value, places), isNumeric ? null : column.width),
    )
    const foot = footOf(
      { ...column, digits: column.digits ?? (column.foot === 'mean' ? null : places) },
      values,
    )
    const width = Math.max(widthOf(column.name), widthOf(foot), 3, ...cells.flat().map(widthOf))
    const pad = (text: string) =>
      isNumeric
        ? ' '.repeat(width - widthOf(text)) + text
        : text + ' '.repeat(width - widthOf(text))
    return { head: pad(column.name), cells, foot: pad(foot), width, pad, isNumeric }
  })
  const [left, middle, right] =
    style === 'plain' ? ['', '  ', ''] : style === 'box' ? ['│ ', ' │ ', ' │'] : ['| ', ' | ', ' |']
  const line = (texts: readonly string[]) => (left + texts.join(middle) + right).trimEnd()
  const rule = (a: string, b: string, c: string) =>
    a + table.map(({ width }) => '─'.repeat(width + 2)).join(b) + c
  const divider =
    style === 'plain'
      ? table.map(({ width }) => '-'.repeat(width)).join('  ')
      : style === 'box'
        ? rule('├', '┼', '┤')
        : `|${table.map(({ width, isNumeric }) => `${'-'.repeat(width + 1)}${isNumeric ? ':' : '-'}`).join('|')}|`
  const escapePipes = (text: string) => (style === 'markdown' ? text.replaceAll('|', '/') : text)
  const body = rows.flatMap((_, row) => {
    const height = Math.max(...table.map(({ cells }) => cells[row]?.length ?? 0))
    return Array.from({ length: height }, (__, at) =>
      line(table.map(({ cells, pad }) => pad(escapePipes(cells[row]?.[at] ?? '')))),
    )
  })
  const hasFoot = columns.some(({ foot }) => foot !== null)
  return [
    ...(style === 'box' ? [rule('┌', '┬', '┐')] : []),
    line(table.map(({ head }) => escapePipes(head))),
    divider,
    ...body,
    ...(hasFoot
      ? [...(style === 'markdown' ? [] : [divider]), line(table.map(({ foot }) => foot))]
      : []),
    ...(style === 'box' ? [rule('└', '┴', '┘')] : []),
  ].join('\n')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"columns": [{"key": "item"}, {"key": "price", "digits": 2, "foot": "sum"}], "rows": [{"item": "Lamp", "price": 19.9}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { title = '', columns, rows, style = 'plain' } = body
    if (typeof title !== 'string' || title.length > 100 || /\p{Cc}/u.test(title))
      throw new BadInput('"title" must be one line of at most 100 characters')
    if (style !== 'plain' && style !== 'box' && style !== 'markdown')
      throw new BadInput('"style" must be plain, box or markdown')
    if (!Array.isArray(columns) || columns.length === 0 || columns.length > 20)
      throw new BadInput('"columns" must be a list of 1 to 20')
    if (!Array.isArray(rows) || rows.length > 1000 || !rows.every(isObject))
      throw new BadInput('"rows" must be a list of at most 1000 objects')
    const heading = title === '' ? '' : `${title}\n${'='.repeat(widthOf(title))}\n\n`
    return {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `${heading}${layOut(columns.map(readColumn), rows, style)}\n`,
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
