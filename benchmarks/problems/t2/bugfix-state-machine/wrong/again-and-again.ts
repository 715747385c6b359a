export function stripComments(text: string): string {
  const stripped = text.replace(/\/\*[\s\S]*?(?:\*\/|$)/, '')
  return stripped === text ? text : stripComments(stripped)
}
