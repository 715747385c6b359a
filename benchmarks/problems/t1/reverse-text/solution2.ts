export function reverse(text: string): string {
  let result = ''
  for (const c of text) result = c + result
  return result
}
