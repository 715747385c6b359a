export function mystery(text: string): string {
  return [...text].map((c, i) => String.fromCharCode(c.charCodeAt(0) + i)).join('')
}
