export function swapCase(text: string): string {
  return text.replace(/[a-z]+|[A-Z]+/g, (run) =>
    run > '[' ? run.toUpperCase() : run.toLowerCase(),
  )
}
