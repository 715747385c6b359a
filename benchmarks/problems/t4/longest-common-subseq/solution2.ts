export function commonSubsequence(a: string, b: string): string {
  const known = new Map<string, string>()
  const from = (i: number, j: number): string => {
    const key = `${i} ${j}`
    const answer = known.get(key) ?? find(i, j)
    known.set(key, answer)
    return answer
  }
  /** The best of those that begin with each possible letter. */
  const find = (i: number, j: number): string => {
    const letters = [...new Set(a.slice(i))].sort()
    const parts = letters.flatMap((letter) => {
      const at = b.indexOf(letter, j)
      return at < 0 ? [] : [letter + from(a.indexOf(letter, i) + 1, at + 1)]
    })
    const length = Math.max(0, ...parts.map((part) => part.length))
    return parts.find((part) => part.length === length) ?? ''
  }
  return from(0, 0)
}
