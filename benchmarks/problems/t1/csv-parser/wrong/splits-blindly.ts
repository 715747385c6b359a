export function parseCsv(text: string): string[][] {
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.split(','))
}
