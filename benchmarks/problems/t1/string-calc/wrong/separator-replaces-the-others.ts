export function addNumbers(text: string): number {
  const match = /^\/\/(.)\n/.exec(text)
  const parts = match ? text.slice(4).split(match[1]!) : text.split(/[,\n]/)
  return parts
    .map(Number)
    .filter((n) => n <= 1000)
    .reduce((a, b) => a + b, 0)
}
