/** Between the core's plain data and the editor's classes. */
import * as vscode from 'vscode';
import type { Position, Range, Severity } from '../core/model.js';

export function toPosition(position: Position): vscode.Position {
  return new vscode.Position(position.line, position.character);
}

export function fromPosition(position: vscode.Position): Position {
  return { line: position.line, character: position.character };
}

export function toRange(range: Range): vscode.Range {
  return new vscode.Range(toPosition(range.start), toPosition(range.end));
}

export function fromRange(range: vscode.Range): Range {
  return { start: fromPosition(range.start), end: fromPosition(range.end) };
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  return severities[severity];
}

/** Markdown for a hover or the like, where the cells of a table would stand close to each other, and heads in the middle. */
export function toMarkdown(text: string): vscode.MarkdownString {
  const airy = text.replace(/^\|.*\|$/gm, (row) =>
    /^[|\s:-]*$/.test(row) ? row.replaceAll(' --- ', ' :-- ') : row.replaceAll(' | ', '&ensp; | '),
  );
  return new vscode.MarkdownString(airy);
}
