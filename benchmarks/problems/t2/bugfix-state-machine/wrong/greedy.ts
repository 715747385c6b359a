export function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*(?:\*\/|$)/g, '')
}
