export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let fields: string[] = []
  let field = ''
  let inQuotes = false
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`
  for (let i = 0; i < body.length; i++) {
    const c = body.charAt(i)
    if (inQuotes) {
      if (c !== '"') field += c
      else if (body.charAt(i + 1) === '"') {
        field += '"'
        i++
      } else inQuotes = false
    } else if (c === '"' && field === '') inQuotes = true
    else if (c === ',' || c === '\n') {
      fields.push(field)
      field = ''
      if (c === '\n') {
        records.push(fields)
        fields = []
      }
    } else field += c
  }
  return records
}
