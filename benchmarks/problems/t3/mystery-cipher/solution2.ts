export function mystery(text: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  let result = ''
  for (const c of text) result += letters[(letters.indexOf(c) + result.length) % 26]
  return result
}
