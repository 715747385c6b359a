export function mystery(text: string): string {
  return text.replace(/./g, '$&$&')
}
