import ts from 'typescript';

/** A member of a type, as its declaration has it. */
interface MemberDoc {
  /** `series(nameOrKey)` for a method. */
  name: string;
  /** As written: `number | null`; of a method `(nameOrKey: string | number): SeriesData`. */
  type: string;
  /** May be left out. */
  optional: boolean;
  comment: string;
  /** The type that declares it: another one where it is inherited. */
  of: string;
}

export interface TypeDoc {
  name: string;
  members: MemberDoc[];
}

/** Something that an address of the API takes: `@request PUT /api/captures/TAG/NAME What it does.` */
export interface RequestDoc {
  /** `PUT /api/captures/TAG/NAME` */
  request: string;
  comment: string;
}

/** The sources as the compiler reads them. */
export interface Sources {
  /** @throws Error where no file has such an interface, class or table */
  findType(name: string): TypeDoc;
  /** The requests of an endpoint's file, in their order. @throws Error where an export says none */
  findRequests(file: string): RequestDoc[];
  /** A constant object of numbers: names to numbers. @throws Error where there is none */
  findNumbers(name: string): Record<string, number>;
}

/** @param files that declare what is asked for; what they import is read as well */
export function readSources(files: readonly string[]): Sources {
  const program = ts.createProgram([...files], {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const own = files.map((file) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} is not there`);
    return source;
  });

  const find = <T extends ts.Node>(what: string, name: string, test: (node: ts.Node) => T | undefined): T => {
    const found = own.flatMap((source) =>
      [...nodesOf(source)].map(test).filter((node) => node !== undefined),
    );
    if (found.length === 1) return found[0] as T;
    throw new Error(`${name}: ${found.length || 'no'} such ${what} in ${files.join(', ')}`);
  };

  return {
    findType(name) {
      const node = find('type', name, (one) =>
        (ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)) && one.name?.text === name
          ? one
          : undefined,
      );
      const inherited = (node.heritageClauses ?? [])
        .flatMap(({ types }) => types)
        .flatMap(({ expression }) => checker.getTypeAtLocation(expression).getProperties())
        .flatMap((symbol) => symbol.getDeclarations() ?? []);
      const members = [...inherited, ...node.members].flatMap((member) => {
        const one = toMember(member, checker);
        return one ? [{ ...one, of: toOwner(member) }] : [];
      });
      return { name, members };
    },

    findRequests(file) {
      const source = program.getSourceFile(file);
      if (!source) throw new Error(`${file} is not there`);
      return source.statements.filter(ts.isVariableStatement).flatMap((statement) => {
        const [name = ''] = statement.declarationList.declarations.map(({ name: own }) => own.getText());
        if (!/^[A-Z]+$/.test(name)) return [];
        const requests = ts
          .getJSDocTags(statement)
          .filter(({ tagName }) => tagName.text === 'request')
          .map((tag) => toRequest(ts.getTextOfJSDocComment(tag.comment) ?? ''));
        const wrong = requests.find(({ request }) => name !== 'ALL' && !request.startsWith(`${name} `));
        // What is left, and refused, is no request of its own.
        const isMute = requests.length === 0 && name !== 'ALL';
        if (isMute || wrong) {
          throw new Error(`${file}: ${name} says ${wrong ? `“${wrong.request}”` : 'no @request'}`);
        }
        return requests;
      });
    },

    findNumbers(name) {
      const node = find('table', name, (one) =>
        ts.isVariableDeclaration(one) && one.name.getText() === name ? one : undefined,
      );
      return Object.fromEntries(
        checker
          .getTypeAtLocation(node)
          .getProperties()
          .map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)] as const)
          .filter((entry): entry is [string, ts.NumberLiteralType] => entry[1].isNumberLiteral())
          .map(([key, type]) => [key, type.value]),
      );
    },
  };
}

function* nodesOf(source: ts.SourceFile): Generator<ts.Node> {
  for (const statement of source.statements) {
    yield statement;
    if (ts.isVariableStatement(statement)) yield* statement.declarationList.declarations;
  }
}

/** Undefined for what is nobody's business: private members and the constructor. */
function toMember(node: ts.Declaration, checker: ts.TypeChecker): Omit<MemberDoc, 'of'> | undefined {
  const named = ts.getNameOfDeclaration(node);
  if (!named || ts.isPrivateIdentifier(named)) return undefined;
  const name = named.getText();
  const comment = toComment(node);
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) {
    const parameters = node.parameters.map((one) => toPlain(one.getText()));
    const result = node.type ? toPlain(node.type.getText()) : 'void';
    return { name: `${name}(${parameters.join(', ')})`, type: result, optional: false, comment };
  }
  if (!ts.isPropertySignature(node) && !ts.isPropertyDeclaration(node) && !ts.isGetAccessor(node))
    return undefined;
  const optional = !ts.isGetAccessor(node) && node.questionToken !== undefined;
  return { name, type: toTypeText(node, checker), optional, comment };
}

/** The name of the type that a member stands in. */
function toOwner({ parent }: ts.Node): string {
  return ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent) ? (parent.name?.text ?? '') : '';
}

/** As it is written, but for what only the sources know: `CrashLog['reasonKind']` is written out. */
function toTypeText(
  node: ts.PropertySignature | ts.PropertyDeclaration | ts.GetAccessorDeclaration,
  checker: ts.TypeChecker,
): string {
  const written = node.type && toPlain(node.type.getText());
  if (written !== undefined && !/\['|typeof /.test(written)) return written;
  const type = checker.getTypeAtLocation(node);
  return checker.typeToString(type, node, ts.TypeFormatFlags.NoTruncation).replaceAll('"', "'");
}

/** The contract as one paragraph: the sentence, what the parameters are, and what is thrown. */
function toComment(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const parts = [ts.getTextOfJSDocComment(doc?.comment) ?? ''];
  for (const tag of doc?.tags ?? []) {
    const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/^-\s*/, '');
    if (ts.isJSDocParameterTag(tag)) parts.push(`\`${tag.name.getText()}\`: ${text}.`);
    if (ts.isJSDocReturnTag(tag)) parts.push(`Gives ${text}.`);
    if (ts.isJSDocThrowsTag(tag)) parts.push(`Throws ${tag.typeExpression?.getText() ?? ''} ${text}.`);
  }
  return toPlain(
    parts
      .filter(Boolean)
      .join(' ')
      .replace(/\.\.(?=\s|$)/g, '.'),
  );
}

function toRequest(text: string): RequestDoc {
  const [, request = '', comment = ''] = /^([A-Z]+ \/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (request === '') throw new Error(`@request ${text}: a method and an address come first`);
  return { request, comment: toPlain(comment) };
}

function toPlain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
