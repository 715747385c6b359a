export function parseLine(line: string): string[] {
  const fields: string[] = []
  let field = ''
  let isQuoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i)
    if (char === '"' && isQuoted && line.charAt(i + 1) === '"') {
      field += '"'
      i++
    } else if (char === '"') isQuoted = !isQuoted
    else if (char === ',' && !isQuoted) {
      fields.push(field)
      field = ''
    } else field += char
  }
  return field === '' ? fields : [...fields, field]
}
