import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A member of an interface or a class. */
export interface Member {
    readonly name: string;
    readonly required: boolean;
    readonly type: ts.TypeNode | undefined;
    /** Its comment, on one line. */
    readonly documentation: string | undefined;
    /** The parameters of a function; absent if the member is not a function. */
    readonly parameters?: ts.NodeArray<ts.ParameterDeclaration>;
}

type Named = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration;

/** The type declarations of a package, read as syntax alone: a type check of them all takes minutes. */
export class Declarations {
    readonly #byName = new Map<string, Named>();
    /** The names under which types are exported that have another one inside, where a global type has theirs. */
    readonly #exported = new Map<string, string>();

    /** Reads every declaration file of the folder. */
    constructor(directory: string) {
        for (const file of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
            if (file.endsWith(".d.ts")) {
                const text = readFileSync(join(directory, file), "utf8");
                const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
                for (const statement of statements) {
                    this.#keep(statement);
                }
            }
        }
    }

    /** The members of the interface or class, its own and those it inherits; empty for a type that is not declared here. */
    members(name: string): readonly Member[] {
        const declaration = this.#byName.get(name);
        if (declaration === undefined) {
            return [];
        }
        if (ts.isTypeAliasDeclaration(declaration)) {
            const parts = ts.isIntersectionTypeNode(declaration.type) ? declaration.type.types : [declaration.type];
            return parts.flatMap((part) => this.members(nameOf(part) ?? ""));
        }
        if (ts.isEnumDeclaration(declaration)) {
            return [];
        }
        const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
            types.flatMap(({ expression }) => this.members(expression.getText())),
        );
        return [...inherited, ...[...declaration.members].flatMap(memberOf)];
    }

    /** The strings that a value of the type may be; nothing if it may be any. */
    values(type: ts.TypeNode | undefined): readonly string[] | undefined {
        if (type === undefined) {
            return undefined;
        }
        if (ts.isUnionTypeNode(type)) {
            const literals = type.types.flatMap((part) => literalOf(part) ?? []);
            return literals.length === type.types.length ? literals : undefined;
        }
        const literal = literalOf(type);
        if (literal !== undefined) {
            return [literal];
        }
        const name = nameOf(type);
        if (name === undefined) {
            return undefined;
        }
        // A type that may grow is a plain string; the values known today stand in an enum beside it.
        const declared = this.#byName.get(`Known${this.#exported.get(name) ?? name}`) ?? this.#byName.get(name);
        if (declared === undefined) {
            return undefined;
        }
        if (ts.isEnumDeclaration(declared)) {
            return declared.members.map(({ initializer, name: member }) =>
                initializer !== undefined && ts.isStringLiteral(initializer) ? initializer.text : member.getText(),
            );
        }
        return ts.isTypeAliasDeclaration(declared) ? this.values(declared.type) : undefined;
    }

    #keep(statement: ts.Statement): void {
        if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
            const elements = ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : [];
            for (const { name, propertyName } of elements) {
                this.#exported.set((propertyName ?? name).text, name.text);
            }
        }
        const named =
            ts.isInterfaceDeclaration(statement) ||
            ts.isClassDeclaration(statement) ||
            ts.isTypeAliasDeclaration(statement) ||
            ts.isEnumDeclaration(statement);
        if (named && statement.name !== undefined) {
            this.#byName.set(statement.name.text, statement);
        }
    }
}

/** The name of the type that a reference is made to: `Key` of `Key` and of `Models.Key`. */
export function nameOf(type: ts.TypeNode | undefined): string | undefined {
    if (type === undefined || !ts.isTypeReferenceNode(type)) {
        return undefined;
    }
    return ts.isQualifiedName(type.typeName) ? type.typeName.right.text : type.typeName.text;
}

function memberOf(member: ts.TypeElement | ts.ClassElement): readonly Member[] {
    const { name } = member;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) {
        return [];
    }
    const common = { name: name.text, documentation: documentationOf(member) };
    if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
        const { parameters, type } = member;
        return [{ ...common, required: true, type, parameters }];
    }
    if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) {
        const { type, questionToken } = member;
        const required = questionToken === undefined;
        return type !== undefined && ts.isFunctionTypeNode(type)
            ? [{ ...common, required, type: type.type, parameters: type.parameters }]
            : [{ ...common, required, type }];
    }
    return [];
}

function documentationOf(member: ts.Node): string | undefined {
    const text = ts
        .getJSDocCommentsAndTags(member)
        .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
        .join(" ")
        .replace(/\s+/g, " ")
        .trim();
    return text === "" ? undefined : text;
}

function literalOf(type: ts.TypeNode): string | undefined {
    return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}
