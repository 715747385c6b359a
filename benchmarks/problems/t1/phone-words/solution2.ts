export function phoneWords(digits: string): string[] {
  const keys: Record<string, string> = {
    2: 'abc',
    3: 'def',
    4: 'ghi',
    5: 'jkl',
    6: 'mno',
    7: 'pqrs',
    8: 'tuv',
    9: 'wxyz',
  }
  const results: string[] = []
  const extend = (prefix: string) => {
    if (prefix.length === digits.length) results.push(prefix)
    else for (const c of keys[digits[prefix.length]!] ?? '') extend(prefix + c)
  }
  if (digits.length > 0) extend('')
  return results
}
