export function titleCase(text: string): string {
  let result = ''
  for (const [i, letter] of [...text].entries()) {
    result += i === 0 || text[i - 1] === ' ' ? letter.toUpperCase() : letter.toLowerCase()
  }
  return result
}
