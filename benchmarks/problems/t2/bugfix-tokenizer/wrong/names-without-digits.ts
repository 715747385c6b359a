export function tokens(text: string): string[] {
  return text.match(/[0-9]+|[a-z]+|[<>=!]=?|[^ ]/g) ?? []
}
