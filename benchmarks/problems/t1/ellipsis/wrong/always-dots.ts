export function shorten(text: string, max: number): string {
  return `${text.slice(0, max - 3)}...`
}
