export function shift(text: string, by: number): string {
  return text.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + (by % 26)))
}
