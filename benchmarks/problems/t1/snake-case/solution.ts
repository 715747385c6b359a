export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at) => (at > 0 ? '_' : '') + letter.toLowerCase())
}
