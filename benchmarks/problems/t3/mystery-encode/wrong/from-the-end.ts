export function mystery(text: string): string {
  return [...text].map((c) => 123 - c.charCodeAt(0)).join('-')
}
