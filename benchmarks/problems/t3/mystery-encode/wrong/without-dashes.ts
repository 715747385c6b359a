export function mystery(text: string): string {
  return [...text].map((c) => c.charCodeAt(0) - 96).join('')
}
