export function commonSubsequence(a: string, b: string): string {
  return [...a].filter((char, i) => b[i] === char).join('')
}
