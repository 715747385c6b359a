export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"\n]|"")*)"|([^,\n]*))(,|\n|$)/g,
  )) {
    if (end === '' && record.length === 0 && quoted === undefined && plain === '') break
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    records.push(record)
    record = []
    if (end === '') break
  }
  return records
}
