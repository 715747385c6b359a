// JSON rows to CSV by RFC 4180. Nested objects become dotted columns; text that a spreadsheet would take
// for a formula is disarmed, because exported rows often hold what strangers typed.

type JsonObject = { readonly [key: string]: Json }

const delimiters = [',', ';', '\t', '|']
const maxRows = 5000
const maxColumns = 200

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts the leaves of `value` into `cells`, keyed by their dotted path. */
function flatten(value: JsonObject, prefix: string, cells: Map<string, Json>): void {
  for (const [key, child] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (isObject(child) && Object.keys(child).length > 0) flatten(child, name, cells)
    else cells.set(name, child)
  }
}

function textOf(value: Json | undefined, isDisarmed: boolean): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  const isRisky = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value)
  return isRisky && isDisarmed ? `'${value}` : value
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"rows": [{"a": 1}], "columns": ["a"], "delimiter": ";"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const {
    rows,
    columns,
    delimiter = ',',
    filename = 'export.csv',
    bom = false,
    formulas = false,
  } = body
  if (!Array.isArray(rows) || rows.length > maxRows)
    return bad(`"rows" must be a list of at most ${maxRows}`, hint)
  if (typeof delimiter !== 'string' || !delimiters.includes(delimiter))
    return bad('"delimiter" is unknown', 'a comma, a semicolon, a tab or |')
  if (typeof filename !== 'string' || !/^[\w][\w .-]{0,99}$/.test(filename))
    return bad('"filename" must be a plain name', 'letters, digits, spaces, dots and dashes')
  if (typeof bom !== 'boolean' || typeof formulas !== 'boolean')
    return bad('"bom" and "formulas" must be true or false', hint)

  const table: Map<string, Json>[] = []
  for (const [index, row] of rows.entries()) {
    if (!isObject(row)) return bad(`rows[${index}] must be an object`, hint)
    const cells = new Map<string, Json>()
    flatten(row, '', cells)
    table.push(cells)
  }
  const found = [...new Set(table.flatMap((cells) => [...cells.keys()]))]
  const names = columns ?? found
  if (!Array.isArray(names) || names.length === 0 || names.length > maxColumns)
    return bad(`there must be 1 to ${maxColumns} columns`, 'name some with "columns"')
  const unknown = names.find((name) => typeof name !== 'string' || !found.includes(name))
  if (unknown !== undefined)
    return bad(
      `no row has the column ${JSON.stringify(unknown)}`,
      `there are: ${found.slice(0, 20).join(', ')}`,
    )

  const quote = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell
  const line = (cells: readonly (Json | undefined)[]) =>
    cells.map((cell) => quote(textOf(cell, !formulas))).join(delimiter)
  const lines = [
    line(names),
    ...table.map((cells) => line(names.map((name) => cells.get(String(name))))),
  ]
  return {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
    },
    body: `${bom ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`,
  }
}
