export function addNumbers(text: string): number {
  const match = /^\/\/(.)\n/.exec(text)
  const body = match ? text.slice(4).replaceAll(match[1]!, ',') : text
  return body
    .split(/[,\n]/)
    .map(Number)
    .filter((n) => n < 1000)
    .reduce((a, b) => a + b, 0)
}
