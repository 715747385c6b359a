export function shift(text: string, by: number): string {
  const move = (((by % 26) + 26) % 26) - 65
  return text
    .toUpperCase()
    .replace(/[A-Z]/g, (c) => String.fromCharCode(((c.charCodeAt(0) + move) % 26) + 65))
}
