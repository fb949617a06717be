/** The findings of this extension in all files that are open or were linted, live, from what VS Code shows as problems. */
import * as vscode from 'vscode';

/** The rule of a diagnostic; undefined for those of others. */
export function ruleIdOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== 'tributary' || typeof code !== 'object') return undefined;
  return String(code.value);
}

export interface PlacedFinding {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/** The findings of a rule, or of all rules, file by file. */
export function findingsOf(rule?: string): readonly PlacedFinding[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter((d) => {
        const id = ruleIdOf(d);
        return id !== undefined && (rule === undefined || id === rule);
      })
      .map((diagnostic) => ({ uri, diagnostic })),
  );
}

/** Tells how many findings each rule has, now and whenever that may have changed. A rule without one is not in the map. */
export function watchFindingCounts(
  changed: (counts: ReadonlyMap<string, number>) => void,
): vscode.Disposable {
  const tell = () => {
    const counts = new Map<string, number>();
    for (const { diagnostic } of findingsOf()) {
      const id = ruleIdOf(diagnostic);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    void vscode.commands.executeCommand('setContext', 'tributary.hasFindings', counts.size > 0);
    changed(counts);
  };
  tell();
  // Diagnostics of many files may come in a row; they are counted once, shortly after.
  let timer: ReturnType<typeof setTimeout> | undefined;
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        tell();
      }, 50);
    }),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
