export function mystery(text: string): string {
  return [...text].map((c) => c.charCodeAt(0) - 97).join('-')
}
