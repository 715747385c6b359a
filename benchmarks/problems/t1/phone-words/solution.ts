export function phoneWords(digits: string): string[] {
  const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
  if (digits === '') return []
  return [...digits].reduce(
    (words, digit) => words.flatMap((word) => [...keys[Number(digit) - 2]!].map((c) => word + c)),
    [''],
  )
}
