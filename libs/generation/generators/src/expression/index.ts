export { Checker, type ReadableColumn } from './checker';
export { FUNCTION_NAMES } from './check-call';
export { compileExpression } from './compile-expression';
export { positionOf, type ExpressionFault } from './expression-fault';
export { parseExpression } from './parser';
export { columnNames } from './syntax';
