export function commonSubsequence(a: string, b: string): string {
  return [...a].filter((char) => b.includes(char)).join('')
}
