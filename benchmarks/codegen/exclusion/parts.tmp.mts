export * from '/work/main/packages/codegen/src/language/type.ts'
export * from '/work/main/packages/codegen/src/task.ts'
export * from '/work/main/packages/codegen/src/tasks/exclusion.ts'
export * from '/work/main/packages/codegen/src/tasks/inputs.ts'
