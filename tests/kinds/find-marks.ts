import { resolve } from 'node:path';
import ts from 'typescript';
import { kinds } from '#model/kind.ts';
import { options, root } from './project.ts';

/** What only a value of one kind has, or is: by these a kind could be guessed. */
export interface Marks {
  /** Names of the models: `CrashFile`. */
  models: ReadonlySet<string>;
  properties: ReadonlySet<string>;
  /** Those of them that every value of their kind has: whoever asks whether one is there asks for the kind. */
  required: ReadonlySet<string>;
  /** Those of these that are never false. */
  objects: ReadonlySet<string>;
  /** Of what cells are given. */
  classes: ReadonlySet<string>;
}

/** What a file that was read has as well, whatever it is. */
const shared = ['format', 'notices'];

/** Of every kind that there is: by the list of models, and by that of what cells are given. */
export function findMarks(): Marks {
  const files = ['src/model/capture/models.ts', 'src/notebook/runtime/captures.ts'].map((file) =>
    resolve(root, file),
  );
  const program = ts.createProgram(files, { ...options, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const rowsOf = (table: string): ts.Type[] => {
    const found = files
      .flatMap((file) => program.getSourceFile(file)?.statements ?? [])
      .find(
        (one) =>
          (ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one)) && one.name.text === table,
      );
    if (!found) throw new Error(`there is no ${table} in ${files.join(', ')}`);
    return kinds.map((kind) => checker.getTypeOfSymbol(checker.getTypeAtLocation(found).getProperty(kind)!));
  };
  const models = rowsOf('Models');
  const fields = models.flatMap((model) => model.getProperties());
  const own = fields
    .filter(
      ({ name }) => !shared.includes(name) && fields.filter((other) => other.name === name).length === 1,
    )
    .map((symbol) => ({ name: symbol.name, type: checker.getTypeOfSymbol(symbol) }));
  const required = own.filter(({ type }) => checker.getNonNullableType(type) === type);
  const toNames = (list: readonly { name: string }[]) => new Set(list.map(({ name }) => name));
  return {
    models: toNames(models.map(({ symbol }) => symbol)),
    properties: toNames(own),
    required: toNames(required),
    objects: toNames(required.filter(({ type }) => type.flags & ts.TypeFlags.Object)),
    classes: toNames(rowsOf('DataByKind').map(({ symbol }) => symbol)),
  };
}
