export function mystery(text: string): string {
  let result = ''
  let up = true
  for (const c of text) {
    result += up ? c.toUpperCase() : c.toLowerCase()
    up = !up
  }
  return result
}
